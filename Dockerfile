# Two stages: the first has Node for the browser assets, the second only what serves.
FROM python:3.12-slim AS build
WORKDIR /app
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
COPY requirements.lock ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY . .
RUN /venv/bin/python -m webapp.core.assets \
 && /venv/bin/python -m webapp.core.catalogue compile \
 && rm -rf node_modules tests e2e .git

FROM python:3.12-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 FLASK_APP=webapp.app RACCORD_ENV=production PORT=8000
RUN useradd --system --uid 10001 --home /app raccord
COPY --from=build /venv /venv
COPY --from=build --chown=root:root /app /app
WORKDIR /app
USER raccord
EXPOSE 8000
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", "--threads", "4", \
     "--max-requests", "2000", "--max-requests-jitter", "200", "--graceful-timeout", "20", \
     "--no-control-socket", "--access-logfile", "/dev/null", "webapp.app:serving()"]
