import { pdm } from './pdm';
import { pip } from './pip';
import { pipenv } from './pipenv';
import { poetry } from './poetry';
import type { PackageManager } from './table';
import { uv } from './uv';

/** Every package manager that pydock knows. */
export const packageManagers: readonly PackageManager[] = [uv, poetry, pdm, pipenv, pip];
