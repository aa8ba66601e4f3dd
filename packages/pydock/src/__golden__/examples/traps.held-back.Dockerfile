# held-back: a script on Python 3.13, packages by pdm. Scaffolded by pydock; yours to edit.
# Built from the workspace root; by hand:
#   docker build -f traps/held-back/Dockerfile .

# Python 3.13, since msgspec==0.19.0 has no wheel for a newer one that the project allows.
# Another base image (a mirror, a digest): --build-arg PYTHON_IMAGE=...
ARG PYTHON_IMAGE=python:3.13-slim

# builder: the packages, in /app/.venv. Secrets are the host's, where it has them; none is kept.
FROM ${PYTHON_IMAGE} AS builder
ENV PIP_CERT=/etc/ssl/certs/ca-certificates.crt \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_ROOT_USER_ACTION=ignore \
    PDM_CHECK_UPDATE=0 \
    REQUESTS_CA_BUNDLE=/etc/ssl/certs/ca-certificates.crt \
    SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt \
    VIRTUAL_ENV=/app/.venv

# Each shell reads the variables of the secret index-env, such as PIP_INDEX_URL, where it is there.
ENV BASH_ENV=/run/secrets/index-env
SHELL ["/bin/bash", "-c"]

# pdm, a release that is known to work, in an environment of its own.
RUN --mount=type=cache,target=/root/.cache/pip \
    --mount=type=secret,id=ca-bundle,target=/etc/ssl/certs/ca-certificates.crt,mode=0444 \
    --mount=type=secret,id=netrc,target=/root/.netrc \
    --mount=type=secret,id=index-env,target=/run/secrets/index-env \
    --mount=type=secret,id=pip-conf,target=/etc/pip.conf \
    python -m venv --without-pip /opt/pdm && \
    pip --python /opt/pdm install 'pdm[locked]==2.29.3' && \
    ln -s /opt/pdm/bin/pdm /usr/local/bin/

# The environment, without pip. Files lie as they do in the workspace.
RUN python -m venv --without-pip /app/.venv
WORKDIR /src/traps/held-back

# Dependencies before sources: an edit of a source file does not install them again.
RUN --mount=type=cache,target=/root/.cache/pdm,sharing=locked \
    --mount=type=secret,id=ca-bundle,target=/etc/ssl/certs/ca-certificates.crt,mode=0444 \
    --mount=type=secret,id=netrc,target=/root/.netrc \
    --mount=type=secret,id=index-env,target=/run/secrets/index-env \
    --mount=type=secret,id=pdm-config,target=/root/.config/pdm/config.toml \
    --mount=type=bind,source=traps/held-back/pyproject.toml,target=/src/traps/held-back/pyproject.toml \
    --mount=type=bind,source=traps/held-back/pdm.lock,target=/src/traps/held-back/pdm.lock \
    pdm install --check --prod --no-self --no-editable && \
    python -m compileall -q /app/.venv/lib

# dev: for docker-watch, with the package manager and sources that are live; the image itself is built without it.
FROM builder AS dev

# What development needs besides.
RUN --mount=type=cache,target=/root/.cache/pdm,sharing=locked \
    --mount=type=secret,id=ca-bundle,target=/etc/ssl/certs/ca-certificates.crt,mode=0444 \
    --mount=type=secret,id=netrc,target=/root/.netrc \
    --mount=type=secret,id=index-env,target=/run/secrets/index-env \
    --mount=type=secret,id=pdm-config,target=/root/.config/pdm/config.toml \
    --mount=type=bind,source=traps/held-back/pyproject.toml,target=/src/traps/held-back/pyproject.toml \
    --mount=type=bind,source=traps/held-back/pdm.lock,target=/src/traps/held-back/pdm.lock \
    pdm install --check --no-self --no-editable

ENV PATH=/app/.venv/bin:$PATH \
    PYTHONPATH=/app \
    PYTHONUNBUFFERED=1

# A user without rights, and what it owns, as in runtime.
ARG VOLUME_DIRS=""
RUN useradd --uid 10001 --no-create-home --home-dir /app --shell /usr/sbin/nologin app && \
    install -d -o 10001 -g 10001 /app ${VOLUME_DIRS}
WORKDIR /app

# The sources, where edits go.
COPY traps/held-back/ .

USER 10001:10001
# As the first process of a container Python ignores SIGTERM; SIGINT it takes.
STOPSIGNAL SIGINT
CMD ["python", "main.py"]

# runtime: the same Python, the installed packages and the sources; no package manager, no compiler.
FROM ${PYTHON_IMAGE} AS runtime
LABEL org.opencontainers.image.title="held-back" \
      org.opencontainers.image.description="a script on Python 3.13"
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
COPY traps/held-back/ .

USER 10001:10001
# As the first process of a container Python ignores SIGTERM; SIGINT it takes.
STOPSIGNAL SIGINT
CMD ["python", "main.py"]
