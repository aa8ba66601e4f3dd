# api: Flask on Python 3.13, packages by pip. Scaffolded by pydock; yours to edit.
# Built from the workspace root; by hand:
#   docker build -f apps/api/Dockerfile .

# Another base image (a mirror, a digest): --build-arg PYTHON_IMAGE=...
ARG PYTHON_IMAGE=python:3.13-slim

# builder: the packages, in /app/.venv. Secrets are the host's, where it has them; none is kept.
FROM ${PYTHON_IMAGE} AS builder
ENV PIP_CERT=/etc/ssl/certs/ca-certificates.crt \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_ROOT_USER_ACTION=ignore

# Each shell reads the variables of the secret index-env, such as PIP_INDEX_URL, where it is there.
ENV BASH_ENV=/run/secrets/index-env
SHELL ["/bin/bash", "-c"]

# What building packages needs of Debian. Its release fixes the versions.
# hadolint ignore=DL3008
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,target=/var/lib/apt/lists,sharing=locked \
    --mount=type=secret,id=ca-bundle,target=/etc/ssl/certs/ca-certificates.crt,mode=0444 \
    --mount=type=secret,id=netrc,target=/etc/apt/auth.conf \
    apt-get update && \
    apt-get install -y --no-install-recommends git openssh-client

# The environment, without pip. Files lie as they do in the workspace.
RUN python -m venv --without-pip /app/.venv
WORKDIR /src/apps/api

# Dependencies before sources: an edit of a source file does not install them again.
RUN --mount=type=cache,target=/root/.cache/pip \
    --mount=type=secret,id=ca-bundle,target=/etc/ssl/certs/ca-certificates.crt,mode=0444 \
    --mount=type=secret,id=netrc,target=/root/.netrc \
    --mount=type=secret,id=index-env,target=/run/secrets/index-env \
    --mount=type=secret,id=pip-conf,target=/etc/pip.conf \
    --mount=type=bind,source=apps/api/requirements.txt,target=/src/apps/api/requirements.txt \
    --mount=type=ssh \
    --mount=type=secret,id=known-hosts,target=/root/.ssh/known_hosts \
    pip --python /app/.venv install --compile -r requirements.txt gunicorn==27.0.1

# dev: for docker-watch, with the package manager and sources that are live; the image itself is built without it.
FROM builder AS dev

ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1

# A user without rights, and what it owns, as in runtime.
ARG VOLUME_DIRS=""
RUN useradd --uid 10001 --no-create-home --home-dir /app --shell /usr/sbin/nologin app && \
    install -d -o 10001 -g 10001 /app ${VOLUME_DIRS}
WORKDIR /app

# The sources, where edits go.
COPY apps/api/ .

USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-I", "-S", "-c", "import socket; s = socket.create_connection(('127.0.0.1', 8000), 4); s.sendall(b'GET / HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n'); raise SystemExit(not s.recv(1))"]
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "--threads", "4", "--worker-tmp-dir", "/dev/shm", "app:app"]

# runtime: the same Python, the installed packages and the sources; no package manager, no compiler.
FROM ${PYTHON_IMAGE} AS runtime
LABEL org.opencontainers.image.title="api" \
      org.opencontainers.image.description="Flask on Python 3.13"
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1

# A user without rights, by number. It owns /app, its home, and the directories that volumes are mounted on.
ARG VOLUME_DIRS=""
RUN useradd --uid 10001 --no-create-home --home-dir /app --shell /usr/sbin/nologin app && \
    install -d -o 10001 -g 10001 /app ${VOLUME_DIRS}
WORKDIR /app

# Packages before sources: an edit of the app leaves the layers above as they are.
COPY --from=builder /app/.venv .venv
COPY apps/api/ .

USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-I", "-S", "-c", "import socket; s = socket.create_connection(('127.0.0.1', 8000), 4); s.sendall(b'GET / HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n'); raise SystemExit(not s.recv(1))"]
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "--threads", "4", "--worker-tmp-dir", "/dev/shm", "app:app"]
