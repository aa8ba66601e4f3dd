import { posix } from 'node:path';
import { readRequirements } from '../requirements';
import type { PackageManager } from './table';

/** pip with a requirements.txt and whatever it includes. */
export const pip: PackageManager = {
  name: 'pip',
  manifest: 'requirements.txt',
  read(project) {
    if (!project.texts.has('requirements.txt')) return null;
    const { files, requirements, hashed } = readRequirements(project, 'requirements.txt');
    return {
      manifests: files,
      requirements,
      hashed,
      source: { file: posix.join(project.root, 'requirements.txt'), line: 1 },
    };
  },
};
