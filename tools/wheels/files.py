"""Prints the files of packages as the package index lists them, found and asked as pip is set up to do: a line of JSON each.

Of a package that is named with a colon, `NAME:`, the requirements of each release are told as well.
"""

import io
import json
import sys
import zipfile
from email.parser import Parser

from pip._internal.commands import create_command
from pip._internal.index.collector import parse_links
from pip._internal.models.link import Link
from pip._vendor.packaging.utils import InvalidVersion, InvalidWheelFilename, parse_wheel_filename

command = create_command("download")
options, _ = command.parse_args([])


def links_of(finder, name):
    locations = finder.search_scope.get_index_urls_locations(name)
    pages = [finder._link_collector.fetch_response(Link(each)) for each in locations]
    return [link for page in pages if page for link in parse_links(page)]


def releases(links):
    """A wheel of each release that is no pre-release."""
    wheels = {}
    for link in links:
        try:
            _, version, _, tags = parse_wheel_filename(link.filename)
        except (InvalidWheelFilename, InvalidVersion):
            continue
        if not version.is_prerelease and any(tag.platform == "any" for tag in tags):
            wheels[str(version)] = link
    return wheels


def requirements(session, link):
    answer = session.get(link.url_without_fragment)
    answer.raise_for_status()
    with zipfile.ZipFile(io.BytesIO(answer.content)) as wheel:
        [name] = [each for each in wheel.namelist() if each.endswith(".dist-info/METADATA")]
        return Parser().parsestr(wheel.read(name).decode()).get_all("Requires-Dist", [])


with command.main_context():
    session = command.get_default_session(options)
    finder = command._build_package_finder(options=options, session=session)
    for wanted in sys.argv[1:]:
        name = wanted.rstrip(":")
        links = links_of(finder, name)
        told = {"name": name, "files": sorted({link.filename for link in links})}
        if wanted != name:
            told["requires"] = {version: requirements(session, link) for version, link in releases(links).items()}
        print(json.dumps(told), flush=True)
