# counter: a script on Python 3.12, packages by pip. Scaffolded by pydock; yours to edit.
# Built from the workspace root; by hand:
#   docker build -f traps/python-above/counter/Dockerfile .

# Another base image (a mirror, a digest): --build-arg PYTHON_IMAGE=...
ARG PYTHON_IMAGE=python:3.12-slim

# builder: the packages, in /app/.venv. Secrets are the host's, where it has them; none is kept.
FROM ${PYTHON_IMAGE} AS builder
ENV PIP_CERT=/etc/ssl/certs/ca-certificates.crt \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_ROOT_USER_ACTION=ignore

# Each shell reads the variables of the secret index-env, such as PIP_INDEX_URL, where it is there.
ENV BASH_ENV=/run/secrets/index-env
SHELL ["/bin/bash", "-c"]

# The environment, without pip. Files lie as they do in the workspace.
RUN python -m venv --without-pip /app/.venv
WORKDIR /src/traps/python-above/counter

# Dependencies before sources: an edit of a source file does not install them again.
RUN --mount=type=cache,target=/root/.cache/pip \
    --mount=type=secret,id=ca-bundle,target=/etc/ssl/certs/ca-certificates.crt,mode=0444 \
    --mount=type=secret,id=netrc,target=/root/.netrc \
    --mount=type=secret,id=index-env,target=/run/secrets/index-env \
    --mount=type=secret,id=pip-conf,target=/etc/pip.conf \
    --mount=type=bind,source=traps/python-above/counter/pyproject.toml,target=/src/traps/python-above/counter/pyproject.toml \
    python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb')).get('project', {}).get('dependencies', []), sep='\n')" > /tmp/requirements.txt && \
    pip --python /app/.venv install --compile -r /tmp/requirements.txt

# dev: for docker-watch, with the package manager and sources that are live; the image itself is built without it.
FROM builder AS dev

ENV PATH=/app/.venv/bin:$PATH \
    PYTHONPATH=/app \
    PYTHONUNBUFFERED=1

# A user without rights, and what it owns, as in runtime.
ARG VOLUME_DIRS=""
RUN useradd --uid 10001 --no-create-home --home-dir /app --shell /usr/sbin/nologin app && \
    install -d -o 10001 -g 10001 /app ${VOLUME_DIRS}
WORKDIR /app

# The sources, where edits go.
COPY traps/python-above/counter/ .

USER 10001:10001
# As the first process of a container Python ignores SIGTERM; SIGINT it takes.
STOPSIGNAL SIGINT
CMD ["python", "main.py"]

# runtime: the same Python, the installed packages and the sources; no package manager, no compiler.
FROM ${PYTHON_IMAGE} AS runtime
LABEL org.opencontainers.image.title="counter" \
      org.opencontainers.image.description="a script on Python 3.12"
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONPATH=/app \
    PYTHONUNBUFFERED=1

# A user without rights, by number. It owns /app, its home, and the directories that volumes are mounted on.
ARG VOLUME_DIRS=""
RUN useradd --uid 10001 --no-create-home --home-dir /app --shell /usr/sbin/nologin app && \
    install -d -o 10001 -g 10001 /app ${VOLUME_DIRS}
WORKDIR /app

# Packages before sources: an edit of the app leaves the layers above as they are.
COPY --from=builder /app/.venv .venv
COPY traps/python-above/counter/ .

USER 10001:10001
# As the first process of a container Python ignores SIGTERM; SIGINT it takes.
STOPSIGNAL SIGINT
CMD ["python", "main.py"]
