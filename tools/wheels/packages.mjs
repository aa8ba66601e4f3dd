// @ts-check
// The packages of the table of wheels: widely used, compiled, and of no use without a compiler where no wheel fits. What
// installs without its compiled part as well (sqlalchemy, markupsafe, wrapt, tornado, msgpack, protobuf, websockets,
// charset-normalizer, coverage ...) is left out: no wheel of theirs is worth an older Python.
export const compiledPackages = `
  aiohttp argon2-cffi-bindings asyncpg backports-zoneinfo bcrypt blis brotli cchardet cffi ciso8601 confluent-kafka
  contourpy cryptography cymem duckdb faiss-cpu fastparquet fiona frozenlist gensim geventhttpclient gevent
  google-crc32c greenlet grpcio grpcio-tools h5py hiredis httptools igraph implicit jellyfish jiter jq kiwisolver 
  llvmlite lxml lz4 matplotlib mmh3 multidict murmurhash netcdf4 numba numpy numexpr onnx onnxruntime opencv-contrib-python
  opencv-python opencv-python-headless orjson oracledb pandas peewee-async pillow polars preshed psutil psycopg-binary
  psycopg2-binary pyarrow pycares pycryptodome pycryptodomex pydantic-core pymssql pymupdf pynacl pyodbc pyproj
  python-rapidjson pyyaml pyzmq rapidfuzz rasterio regex rpds-py ruamel-yaml-clib safetensors scikit-image scikit-learn
  scipy sentencepiece setproctitle shapely spacy srsly statsmodels tables tensorflow tensorflow-cpu thinc tiktoken
  tokenizers torch torchaudio torchvision ujson uvloop watchfiles xxhash yarl zstandard
`
  .trim()
  .split(/\s+/);

/**
 * Packages that bring a compiled one along at one exact version, and were not tried on any newer Python than they have
 * wheels of their own for.
 */
export const bringing = { pydantic: ['pydantic-core'] };
