# aiohttp: aiohttp on Python 3.13, packages by pip. Scaffolded by pydock; yours to edit.
# Built from the workspace root; by hand:
#   docker build -f aiohttp/Dockerfile .

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

# The environment, without pip. Files lie as they do in the workspace.
RUN python -m venv --without-pip /app/.venv
WORKDIR /src/aiohttp

# Dependencies before sources: an edit of a source file does not install them again.
RUN --mount=type=cache,target=/root/.cache/pip \
    --mount=type=secret,id=ca-bundle,target=/etc/ssl/certs/ca-certificates.crt,mode=0444 \
    --mount=type=secret,id=netrc,target=/root/.netrc \
    --mount=type=secret,id=index-env,target=/run/secrets/index-env \
    --mount=type=secret,id=pip-conf,target=/etc/pip.conf \
    --mount=type=bind,source=aiohttp/requirements.txt,target=/src/aiohttp/requirements.txt \
    pip --python /app/.venv install --compile -r requirements.txt

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
COPY aiohttp/ .

USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-I", "-S", "-c", "import socket; s = socket.create_connection(('127.0.0.1', 8080), 4); s.sendall(b'GET /health HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n'); a = s.recv(64).decode().split('\\r')[0]; raise SystemExit(None if a[9:10] in ('2', '3') else a)"]
CMD ["python", "main.py"]

# runtime: the same Python, the installed packages and the sources; no package manager, no compiler.
FROM ${PYTHON_IMAGE} AS runtime
LABEL org.opencontainers.image.title="aiohttp" \
      org.opencontainers.image.description="aiohttp on Python 3.13"
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
COPY aiohttp/ .

USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-I", "-S", "-c", "import socket; s = socket.create_connection(('127.0.0.1', 8080), 4); s.sendall(b'GET /health HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n'); a = s.recv(64).decode().split('\\r')[0]; raise SystemExit(None if a[9:10] in ('2', '3') else a)"]
CMD ["python", "main.py"]
