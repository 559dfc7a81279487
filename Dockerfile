ARG BASE_IMAGE=python:3.11-slim-bookworm
# Its installing steps were tried in a plain virtual environment; no container engine has built it yet.

# What the service needs, by the lock and its hashes, then the project itself, in a virtual environment.
FROM ${BASE_IMAGE} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /venv
COPY requirements.lock /src/
RUN /venv/bin/pip install --require-hashes -r /src/requirements.lock
COPY pyproject.toml README.md LICENSE /src/
COPY campaigns /src/campaigns
COPY collectors /src/collectors
COPY dashboards /src/dashboards
COPY monitor /src/monitor
# hatchling is in the lock: nothing is fetched here.
RUN /venv/bin/pip install --no-deps --no-build-isolation /src

FROM ${BASE_IMAGE}
RUN useradd --system --uid 10001 --no-create-home p06 && install -d -o p06 -g p06 /data
COPY --from=build /venv /venv
COPY campaigns /campaigns
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 P06_DATA=/data MPLCONFIGDIR=/tmp
USER p06
VOLUME /data
EXPOSE 8006
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8006/healthz', timeout=4)"]
ENTRYPOINT ["p06"]
CMD ["serve", "--campaign", "/campaigns/vinh-phuc-2023.yaml", "--host", "0.0.0.0", "--data", "/data"]
