/** What a Python package needs of Debian. The names are those of Debian 12 and 13 alike. */
export interface SystemPackageRow {
  /** Normalised names of Python packages. */
  readonly of: readonly string[];
  /** To build it from source. */
  readonly build: readonly string[];
  /** To run it, its wheel or what was built. */
  readonly runtime: readonly string[];
  /** Whether it is published without wheels for Linux: it is built wherever nothing else is locked. */
  readonly sourceOnly: boolean;
  readonly why: string;
}

const c = ['gcc', 'libc6-dev'];
const cpp = ['g++'];

const wheels = (of: string, build: readonly string[], runtime: readonly string[], why: string) =>
  row(of, build, runtime, why, false);
const source = (of: string, build: readonly string[], runtime: readonly string[], why: string) =>
  row(of, build, runtime, why, true);

function row(
  of: string,
  build: readonly string[],
  runtime: readonly string[],
  why: string,
  sourceOnly: boolean,
): SystemPackageRow {
  return { of: of.split(' '), build, runtime, sourceOnly, why };
}

/** One row for what is needed for the same reason. */
export const systemPackageRows: readonly SystemPackageRow[] = [
  // Databases
  source(
    'psycopg2 psycopg-c',
    [...c, 'libpq-dev'],
    ['libpq5'],
    'built against libpq; psycopg2-binary has it inside',
  ),
  wheels('psycopg', [], ['libpq5'], 'finds libpq when it is imported, unless psycopg-binary has it inside'),
  source(
    'mysqlclient',
    [...c, 'default-libmysqlclient-dev', 'pkg-config'],
    ['libmariadb3'],
    'built against the MariaDB client',
  ),
  wheels('pyodbc', [...cpp, 'unixodbc-dev'], ['unixodbc'], 'loads drivers through unixODBC'),
  source(
    'python-ldap bonsai',
    [...c, 'libldap-dev', 'libsasl2-dev'],
    ['ldap-utils'],
    'built against OpenLDAP, whose library has another name in each Debian',
  ),
  source('gssapi kerberos pykerberos', [...c, 'libkrb5-dev'], ['libgssapi-krb5-2'], 'built against Kerberos'),
  source('plyvel', [...cpp, 'libleveldb-dev'], ['libleveldb1d'], 'built against LevelDB'),
  wheels(
    'python-snappy',
    [...cpp, 'libsnappy-dev'],
    ['libsnappy1v5'],
    'built against snappy before it had wheels',
  ),
  // Servers and networks
  source('uwsgi', c, [], 'a C program, built when it is installed'),
  wheels('pycurl', [...c, 'libcurl4-openssl-dev', 'libssl-dev'], [], 'wheels have curl inside'),
  source('netifaces pycrypto pysqlite3 python-prctl', c, [], 'small C extensions, published as source'),
  source('xmlsec', [...c, 'libxmlsec1-dev', 'pkg-config'], ['libxmlsec1-openssl'], 'built against xmlsec'),
  wheels(
    'cryptography cffi',
    [...c, 'libffi-dev', 'libssl-dev', 'pkg-config'],
    [],
    'wheels have OpenSSL inside',
  ),
  source('m2crypto', [...c, 'libssl-dev', 'swig'], [], 'built against OpenSSL'),
  // Markup, images and documents
  wheels(
    'lxml',
    [...c, 'libxml2-dev', 'libxslt1-dev'],
    [],
    'wheels have libxml2 inside; built from source it links to it',
  ),
  wheels(
    'pillow',
    [...c, 'libjpeg-dev', 'zlib1g-dev', 'libfreetype-dev'],
    [],
    'wheels have the image formats inside',
  ),
  wheels(
    'opencv-python opencv-contrib-python',
    [...cpp, 'cmake'],
    ['libgl1', 'libglib2.0-0'],
    'its windows need OpenGL and GLib, even unseen',
  ),
  wheels(
    'weasyprint django-weasyprint',
    [],
    ['libpango-1.0-0', 'libpangoft2-1.0-0', 'libharfbuzz-subset0', 'fonts-dejavu-core'],
    'loads Pango, and draws with the fonts that are there',
  ),
  wheels('cairosvg cairocffi', [], ['libcairo2'], 'loads cairo'),
  source('pycairo', [...c, 'libcairo2-dev', 'pkg-config'], ['libcairo2'], 'built against cairo'),
  source(
    'pygobject',
    [...c, 'libcairo2-dev', 'libgirepository1.0-dev', 'pkg-config'],
    ['libgirepository-1.0-1', 'gir1.2-glib-2.0'],
    'built against GObject introspection',
  ),
  source(
    'manimpango',
    [...c, 'libpango1.0-dev', 'pkg-config'],
    ['libpangocairo-1.0-0'],
    'built against Pango',
  ),
  wheels('wand', [], ['imagemagick'], 'loads ImageMagick, whose library has another name in each Debian'),
  wheels('pyvips', [], ['libvips42'], 'loads libvips, unless pyvips-binary has it inside'),
  wheels('pytesseract tesserocr ocrmypdf', [], ['tesseract-ocr'], 'starts tesseract'),
  wheels('pdf2image', [], ['poppler-utils'], 'starts pdftoppm'),
  wheels('ghostscript camelot-py', [], ['ghostscript'], 'loads Ghostscript'),
  source(
    'pdftotext',
    [...cpp, 'libpoppler-cpp-dev', 'pkg-config'],
    ['libpoppler-cpp0v5'],
    'built against poppler',
  ),
  wheels('graphviz pydot', [], ['graphviz'], 'starts dot'),
  source('pygraphviz', [...c, 'libgraphviz-dev'], ['graphviz'], 'built against graphviz'),
  wheels('python-magic', [], ['libmagic1'], 'loads libmagic'),
  wheels('pyzbar', [], ['libzbar0'], 'loads zbar'),
  wheels('pylibdmtx', [], ['libdmtx0b'], 'loads libdmtx'),
  wheels('pyexiftool', [], ['libimage-exiftool-perl'], 'starts exiftool'),
  // Sound and moving pictures
  wheels('ffmpeg-python pydub openai-whisper whisperx moviepy yt-dlp', [], ['ffmpeg'], 'starts ffmpeg'),
  wheels('soundfile librosa', [], ['libsndfile1'], 'loads libsndfile where its wheel has none inside'),
  source('pyaudio', [...c, 'portaudio19-dev'], ['libportaudio2'], 'built against PortAudio'),
  wheels('sounddevice', [], ['libportaudio2'], 'loads PortAudio'),
  // Numbers, maps and machines
  source('dlib face-recognition', [...cpp, 'cmake', 'make'], [], 'a C++ library, built when it is installed'),
  wheels('lightgbm', [], ['libgomp1'], 'its wheel leaves out the OpenMP runtime'),
  source(
    'gdal',
    [...cpp, 'libgdal-dev'],
    ['gdal-bin'],
    'built against the GDAL of the system, of the same version',
  ),
  wheels(
    'fiona rasterio',
    [...cpp, 'libgdal-dev'],
    ['libexpat1'],
    'wheels have GDAL inside, but not the XML parser',
  ),
  wheels(
    'django-leaflet django-geojson djangorestframework-gis',
    [],
    ['gdal-bin'],
    "GeoDjango loads the system's GDAL and GEOS",
  ),
  wheels('pyusb', [], ['libusb-1.0-0'], 'loads libusb'),
  wheels('gitpython', [], ['git'], 'starts git'),
  source(
    'pyicu',
    [...cpp, 'libicu-dev', 'pkg-config'],
    ['icu-devtools'],
    'built against ICU, whose library has another name in each Debian',
  ),
  wheels('pyenchant', [], ['libenchant-2-2'], 'loads enchant'),
];
