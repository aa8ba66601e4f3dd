// As `uv pip compile --universal` resolved it; what is not for Linux is left out.

/** Pipenv 2026.10.3, for Python 3.10 and newer. */
export const pipenvPins = `
certifi==2026.10.19.post1
distlib==0.4.4
filelock==4.1.0 ; python_full_version < '3.11'
filelock==4.2.12 ; python_full_version >= '3.11'
packaging==26.3
pipenv==2026.10.3
platformdirs==4.12.4 ; python_full_version < '3.11'
platformdirs==4.14.8 ; python_full_version >= '3.11'
python-discovery==1.9.6
setuptools==84.2.1
typing-extensions==4.16.0 ; python_full_version < '3.11'
virtualenv==21.15.8
`;

/** Pipenv 2025.0.4, for Python 3.9. */
export const olderPipenvPins = `
certifi==2026.10.19.post1
distlib==0.4.4
filelock==3.19.1
packaging==26.3
pipenv==2025.0.4
platformdirs==4.4.0
python-discovery==1.9.6
setuptools==82.0.1
typing-extensions==4.16.0
virtualenv==21.15.11
`;
