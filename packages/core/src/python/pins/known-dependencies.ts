/**
 * What well-known packages always bring along, in every version that is still in use: the part of it that a release of
 * its own may break. Only an index knows all; this is what can be told without one.
 */
export const knownDependencies: Readonly<Record<string, readonly string[]>> = {
  aiohttp: ['multidict', 'yarl'],
  boto3: ['botocore', 's3transfer'],
  celery: ['kombu', 'billiard', 'vine'],
  dash: ['flask', 'plotly', 'werkzeug'],
  django: ['asgiref', 'sqlparse'],
  fastapi: ['starlette', 'pydantic'],
  flask: ['werkzeug', 'jinja2', 'itsdangerous', 'click'],
  'flask-admin': ['flask', 'wtforms'],
  'flask-cors': ['flask'],
  'flask-login': ['flask', 'werkzeug'],
  'flask-migrate': ['flask', 'flask-sqlalchemy', 'alembic'],
  'flask-restful': ['flask', 'aniso8601'],
  'flask-sqlalchemy': ['flask', 'sqlalchemy'],
  'flask-wtf': ['flask', 'itsdangerous', 'wtforms'],
  gradio: ['gradio-client', 'pydantic'],
  httpx: ['httpcore', 'idna', 'certifi'],
  jinja2: ['markupsafe'],
  litestar: ['msgspec', 'httpx'],
  openai: ['httpx', 'pydantic'],
  pandas: ['numpy'],
  requests: ['urllib3', 'idna', 'certifi'],
  sanic: ['sanic-routing', 'multidict'],
  'scikit-learn': ['numpy', 'scipy', 'joblib'],
  starlette: ['anyio'],
  streamlit: ['altair', 'numpy', 'pandas', 'protobuf', 'pyarrow'],
  transformers: ['huggingface-hub', 'numpy', 'tokenizers'],
  uvicorn: ['click', 'h11'],
};
