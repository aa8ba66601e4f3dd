// As `uv pip compile --universal` resolved it; what is not for Linux is left out.

/** Poetry 2.5.1, for Python 3.10 and newer. */
export const poetryPins = `
anyio==4.16.0
backports-tarfile==1.2.0 ; python_full_version < '3.12'
backports-zstd==1.8.0 ; python_full_version < '3.14'
build==1.6.1
cachecontrol==0.14.4
certifi==2026.10.19.post1
cffi==2.1.1
charset-normalizer==3.5.2
cleo==2.1.0
crashtest==0.4.1
cryptography==50.0.2
distlib==0.4.4
dulwich==1.2.21
exceptiongroup==1.3.2 ; python_full_version < '3.11'
fastjsonschema==2.22.3
filelock==4.1.0 ; python_full_version < '3.11'
filelock==4.2.12 ; python_full_version >= '3.11'
findpython==0.8.0
h11==0.16.0
httpcore2==2.14.0 ; python_full_version < '3.11'
httpcore2==2.16.2 ; python_full_version >= '3.11'
httpx2==2.14.0 ; python_full_version < '3.11'
httpx2==2.16.2 ; python_full_version >= '3.11'
idna==3.20
importlib-metadata==9.0.1 ; python_full_version < '3.11'
importlib-metadata==10.2.0 ; python_full_version == '3.11.*'
installer==1.1.0
jaraco-classes==3.4.0
jaraco-context==6.1.2
jaraco-functools==4.6.0
jeepney==0.9.0
keyring==25.7.0
lazy-importer==0.1.0 ; python_full_version == '3.11.*'
more-itertools==11.1.0 ; python_full_version < '3.11'
more-itertools==11.2.1 ; python_full_version >= '3.11'
msgpack==1.2.4
packaging==26.3
pbs-installer==2026.10.25
pkginfo==1.13.3
platformdirs==4.12.4 ; python_full_version < '3.11'
platformdirs==4.14.8 ; python_full_version >= '3.11'
poetry==2.5.1
poetry-core==2.5.0
pycparser==3.11 ; python_full_version < '3.11'
pycparser==3.12 ; python_full_version >= '3.11'
pyproject-hooks==1.3.3
python-discovery==1.9.6
rapidfuzz==3.14.5 ; python_full_version < '3.11'
rapidfuzz==3.14.6 ; python_full_version >= '3.11'
requests==2.34.2
requests-toolbelt==1.0.0
secretstorage==3.5.0
shellingham==1.5.4
tomli==2.5.0 ; python_full_version < '3.11'
tomlkit==0.15.2
trove-classifiers==2026.9.21.13
truststore==0.10.5
typing-extensions==4.16.0
urllib3==2.8.0
virtualenv==21.15.8
zipp==4.1.2 ; python_full_version < '3.12'
`;

/** Poetry 2.2.1, for Python 3.9. */
export const olderPoetryPins = `
anyio==4.12.1
backports-tarfile==1.2.0
build==1.4.4
cachecontrol==0.14.3
certifi==2026.10.19.post1
cffi==2.0.0
charset-normalizer==3.5.2
cleo==2.1.0
crashtest==0.4.1
cryptography==47.0.0
distlib==0.4.4
dulwich==0.24.10
exceptiongroup==1.3.2
fastjsonschema==2.21.2
filelock==3.19.1
findpython==0.7.1
h11==0.16.0
httpcore==1.0.9
httpx==0.28.1
idna==3.20
importlib-metadata==8.7.1
installer==0.7.0
jaraco-classes==3.4.0
jaraco-context==6.1.1
jaraco-functools==4.4.0
jeepney==0.9.0
keyring==25.7.0
more-itertools==10.8.0
msgpack==1.1.2
packaging==26.3
pbs-installer==2025.12.17
pkginfo==1.13.3
platformdirs==4.4.0
poetry==2.2.1
poetry-core==2.2.1
pycparser==2.23
pyproject-hooks==1.3.3
python-discovery==1.9.6
rapidfuzz==3.13.0
requests==2.32.5
requests-toolbelt==1.0.0
secretstorage==3.3.3
shellingham==1.5.4
tomli==2.5.0
tomlkit==0.15.2
trove-classifiers==2026.9.21.13
typing-extensions==4.16.0
urllib3==2.6.3
virtualenv==21.15.11
zipp==3.23.1
zstandard==0.25.0
`;
