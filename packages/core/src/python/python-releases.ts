/** A minor version of Python that is out. */
export interface PythonRelease {
  readonly version: string;
  /** The day on which it came out. */
  readonly released: string;
  /** The day from which it gets no more security fixes. */
  readonly endOfLife: string;
}

/**
 * The minor versions that are supported: those that are out and that every package manager of the Dockerfile has a
 * release for, oldest first, from the table at https://devguide.python.org/versions/.
 */
export const pythonReleases: readonly PythonRelease[] = [
  { version: '3.8', released: '2019-10-14', endOfLife: '2024-10-07' },
  { version: '3.9', released: '2020-10-05', endOfLife: '2025-10-31' },
  { version: '3.10', released: '2021-10-04', endOfLife: '2026-10-31' },
  { version: '3.11', released: '2022-10-24', endOfLife: '2027-10-31' },
  { version: '3.12', released: '2023-10-02', endOfLife: '2028-10-31' },
  { version: '3.13', released: '2024-10-07', endOfLife: '2029-10-31' },
  { version: '3.14', released: '2025-10-07', endOfLife: '2030-10-31' },
];

/** Their numbers, oldest first. */
export const pythonMinors: readonly string[] = pythonReleases.map(({ version }) => version);

/** They in words: `3.8 to 3.14`. */
export const supportedPythons = `${pythonMinors[0]} to ${pythonMinors.at(-1)}`;
