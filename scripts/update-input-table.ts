import { writeFileSync } from 'fs';
import { join } from 'path';
import { ROOT } from './examples';
import { inputTable } from './input-table';

/* Regenerates the table of input types from the types of the sources. */
writeFileSync(join(ROOT, 'src', 'constructs', 'support', 'input-table.ts'), inputTable());
