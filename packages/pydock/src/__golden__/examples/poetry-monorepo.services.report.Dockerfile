# report: a command on Python 3.13, packages by poetry. Scaffolded by pydock; yours to edit.
# Built from the workspace root; by hand:
#   docker build -f poetry-monorepo/services/report/Dockerfile .

# Another base image (a mirror, a digest): --build-arg PYTHON_IMAGE=...
ARG PYTHON_IMAGE=python:3.13-slim

# builder: the packages, in /app/.venv. Secrets are the host's, where it has them; none is kept.
FROM ${PYTHON_IMAGE} AS builder
ENV PIP_CERT=/etc/ssl/certs/ca-certificates.crt \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_ROOT_USER_ACTION=ignore \
    POETRY_NO_INTERACTION=1 \
    REQUESTS_CA_BUNDLE=/etc/ssl/certs/ca-certificates.crt \
    SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt \
    VIRTUAL_ENV=/app/.venv

# Each shell reads the variables of the secret index-env, such as PIP_INDEX_URL, where it is there.
ENV BASH_ENV=/run/secrets/index-env
SHELL ["/bin/bash", "-c"]

# poetry, a release that is known to work with what it depends on, in an environment of its own.
RUN --mount=type=cache,target=/root/.cache/pip \
    --mount=type=secret,id=ca-bundle,target=/etc/ssl/certs/ca-certificates.crt,mode=0444 \
    --mount=type=secret,id=netrc,target=/root/.netrc \
    --mount=type=secret,id=index-env,target=/run/secrets/index-env \
    --mount=type=secret,id=pip-conf,target=/etc/pip.conf \
    python -m venv --without-pip /opt/poetry && \
    pip --python /opt/poetry install \
        poetry==2.5.1 anyio==4.16.0 backports-zstd==1.8.0 build==1.6.1 cachecontrol==0.14.4 \
        certifi==2026.10.19.post1 cffi==2.1.1 charset-normalizer==3.5.2 cleo==2.1.0 crashtest==0.4.1 \
        cryptography==50.0.2 distlib==0.4.4 dulwich==1.2.21 fastjsonschema==2.22.3 filelock==4.2.12 \
        findpython==0.8.0 h11==0.16.0 httpcore2==2.16.2 httpx2==2.16.2 idna==3.20 installer==1.1.0 \
        jaraco-classes==3.4.0 jaraco-context==6.1.2 jaraco-functools==4.6.0 jeepney==0.9.0 keyring==25.7.0 \
        more-itertools==11.2.1 msgpack==1.2.4 packaging==26.3 pbs-installer==2026.10.25 pkginfo==1.13.3 \
        platformdirs==4.14.8 poetry-core==2.5.0 pycparser==3.12 pyproject-hooks==1.3.3 \
        python-discovery==1.9.6 rapidfuzz==3.14.6 requests==2.34.2 requests-toolbelt==1.0.0 \
        secretstorage==3.5.0 shellingham==1.5.4 tomlkit==0.15.2 trove-classifiers==2026.9.21.13 \
        truststore==0.10.5 typing-extensions==4.16.0 urllib3==2.8.0 virtualenv==21.15.8 && \
    ln -s /opt/poetry/bin/poetry /usr/local/bin/

# The environment, without pip. Files lie as they do in the workspace.
RUN python -m venv --without-pip /app/.venv
WORKDIR /src/poetry-monorepo/services/report

# Dependencies before sources: an edit of a source file does not install them again.
RUN --mount=type=cache,target=/root/.cache/pypoetry,sharing=locked \
    --mount=type=secret,id=ca-bundle,target=/etc/ssl/certs/ca-certificates.crt,mode=0444 \
    --mount=type=secret,id=netrc,target=/root/.netrc \
    --mount=type=secret,id=index-env,target=/run/secrets/index-env \
    --mount=type=secret,id=poetry-auth,target=/root/.config/pypoetry/auth.toml \
    --mount=type=bind,source=poetry-monorepo/services/report/pyproject.toml,target=/src/poetry-monorepo/services/report/pyproject.toml \
    --mount=type=bind,source=poetry-monorepo/services/report/poetry.lock,target=/src/poetry-monorepo/services/report/poetry.lock \
    poetry install --compile --only main --no-root --no-directory

# Local packages, built from their sources and installed as copies.
RUN --mount=type=cache,target=/root/.cache/pip \
    --mount=type=secret,id=ca-bundle,target=/etc/ssl/certs/ca-certificates.crt,mode=0444 \
    --mount=type=secret,id=netrc,target=/root/.netrc \
    --mount=type=secret,id=index-env,target=/run/secrets/index-env \
    --mount=type=secret,id=pip-conf,target=/etc/pip.conf \
    --mount=type=bind,source=poetry-monorepo/services/report,target=/src/poetry-monorepo/services/report,rw \
    --mount=type=bind,source=poetry-monorepo/libs/words,target=/src/poetry-monorepo/libs/words,rw \
    pip --python /app/.venv install --compile --no-deps /src/poetry-monorepo/libs/words /src/poetry-monorepo/services/report

# dev: for docker-watch, with the package manager and sources that are live; the image itself is built without it.
FROM builder AS dev

# What development needs besides.
RUN --mount=type=cache,target=/root/.cache/pypoetry,sharing=locked \
    --mount=type=secret,id=ca-bundle,target=/etc/ssl/certs/ca-certificates.crt,mode=0444 \
    --mount=type=secret,id=netrc,target=/root/.netrc \
    --mount=type=secret,id=index-env,target=/run/secrets/index-env \
    --mount=type=secret,id=poetry-auth,target=/root/.config/pypoetry/auth.toml \
    --mount=type=bind,source=poetry-monorepo/services/report/pyproject.toml,target=/src/poetry-monorepo/services/report/pyproject.toml \
    --mount=type=bind,source=poetry-monorepo/services/report/poetry.lock,target=/src/poetry-monorepo/services/report/poetry.lock \
    poetry install --compile --without main --no-root --no-directory

ENV PATH=/app/.venv/bin:$PATH \
    PYTHONPATH=/app:/app/src:/src/poetry-monorepo/libs/words/src:/src/poetry-monorepo/libs/words \
    PYTHONUNBUFFERED=1

# A user without rights, and what it owns, as in runtime.
ARG VOLUME_DIRS=""
RUN useradd --uid 10001 --no-create-home --home-dir /app --shell /usr/sbin/nologin app && \
    install -d -o 10001 -g 10001 /app ${VOLUME_DIRS}
WORKDIR /app

# The sources, where edits go.
COPY poetry-monorepo/libs/words /src/poetry-monorepo/libs/words
COPY poetry-monorepo/services/report/ .

USER 10001:10001
CMD ["report"]

# runtime: the same Python, the installed packages and the sources; no package manager, no compiler.
FROM ${PYTHON_IMAGE} AS runtime
LABEL org.opencontainers.image.title="report" \
      org.opencontainers.image.description="a command on Python 3.13"
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
COPY poetry-monorepo/services/report/ .

USER 10001:10001
CMD ["report"]
