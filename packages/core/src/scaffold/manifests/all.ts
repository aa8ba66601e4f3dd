import type { ManifestTemplate } from '../table';
import { pdm } from './pdm';
import { pip } from './pip';
import { pipenv } from './pipenv';
import { poetry } from './poetry';
import { uv } from './uv';

/** The manifest of every package manager, in the order of the prompt. */
export const manifestTemplates: readonly ManifestTemplate[] = [uv, poetry, pdm, pipenv, pip];
