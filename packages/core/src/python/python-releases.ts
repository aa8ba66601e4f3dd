/** A minor version of Python that is out. */
export interface PythonRelease {
  readonly version: string;
  /** The day from which it gets no more security fixes. */
  readonly endOfLife: string;
}

/** The minor versions that are out, oldest first, from the table at https://devguide.python.org/versions/. */
export const pythonReleases: readonly PythonRelease[] = [
  { version: '3.9', endOfLife: '2025-10-31' },
  { version: '3.10', endOfLife: '2026-10-31' },
  { version: '3.11', endOfLife: '2027-10-31' },
  { version: '3.12', endOfLife: '2028-10-31' },
  { version: '3.13', endOfLife: '2029-10-31' },
  { version: '3.14', endOfLife: '2030-10-31' },
];

/** Their numbers, oldest first. */
export const pythonMinors: readonly string[] = pythonReleases.map(({ version }) => version);
