# api: Flask on Python 3.13, packages by pip. Scaffolded by pydock; yours to edit.
# Built from the workspace root; by hand:
#   docker build -f apps/api/Dockerfile .

# Another base image (a mirror, a digest): --build-arg PYTHON_IMAGE=...
ARG PYTHON_IMAGE=python:3.13-slim

# builder: the packages, from the manifests alone, so that an edit of a source file does not install again.
FROM ${PYTHON_IMAGE} AS builder
ENV PIP_CERT=/etc/ssl/certs/ca-certificates.crt \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_ROOT_USER_ACTION=ignore
RUN python -m venv --without-pip /app/.venv
# Downloads are kept between builds; a CA bundle of the host is lent for this step where there is one.
RUN --mount=type=cache,target=/root/.cache/pip \
    --mount=type=secret,id=ca-bundle,target=/etc/ssl/certs/ca-certificates.crt \
    --mount=type=bind,source=apps/api/requirements.txt,target=/build/requirements.txt \
    pip --python /app/.venv/bin/python install --compile -r /build/requirements.txt && \
    pip --python /app/.venv/bin/python install --compile gunicorn==27.0.1

# runtime: the same Python, the installed packages and the sources; no pip cache, no compiler.
FROM ${PYTHON_IMAGE} AS runtime
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1

# A user without rights, by number. It owns /app and the directories that volumes are mounted on.
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
