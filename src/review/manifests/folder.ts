import { basename, dirname, join } from 'path';
import { Manifests, manifestsOf } from './read';
import { Document, Parsed, Problem, parseDocuments } from './source';

/** A file of a folder, as it was written. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
}

/**
 * Reads what lies together in folders: not all of it is for the server, and each of that is named with the reason. Templates
 * of a chart are a problem, because nothing of them could be looked at.
 */
export function readFolder(files: SourceFile[]): Manifests {
  const charts = new Set(files.filter(({ file }) => basename(file) === 'Chart.yaml').map(({ file }) => join(dirname(file), 'templates')));
  const chartOf = ({ file }: SourceFile) => foldersAbove(file).find(folder => charts.has(folder));
  const kustomizations = files.filter(({ file }) => /^kustomization\.ya?ml$/.test(basename(file)));
  const patches = new Set(kustomizations.flatMap(patchesOf));
  const rest = files.filter(one => chartOf(one) === undefined && !kustomizations.includes(one) && !patches.has(join(one.file)));
  const read = rest.map(({ file, text }): Manifests => {
    const parsed = parseDocuments(file, text, dirname(file));
    const manifests = manifestsOf(parsed);
    return manifests.resources.length === 0 && manifests.problems.length > 0 && isForeign(parsed, text)
      ? { resources: [], problems: [], skipped: [at(file, 'holds no object of Kubernetes')] } : manifests;
  });
  return {
    resources: read.flatMap(({ resources }) => resources),
    problems: [
      ...[...new Set(files.flatMap(one => chartOf(one) ?? []))].map(folder =>
        at(folder, `has the templates of a chart, which are no manifests: look at what 'helm template ${dirname(folder)}' makes of them`)),
      ...read.flatMap(({ problems }) => problems),
    ],
    skipped: [
      ...kustomizations.map(({ file }) => at(file, "is for kustomize: neither it nor the patches that it names were looked at, which are no whole objects; look at what 'kustomize build' makes, too")),
      ...read.flatMap(({ skipped }) => skipped),
    ],
  };
}

/** Files that hold parts of objects, by the kustomization that puts them there. */
function patchesOf({ file, text }: SourceFile): string[] {
  return parseDocuments(file, text).documents.flatMap(({ value }: Document) => ['patches', 'patchesStrategicMerge', 'patchesJson6902'].flatMap(field => {
    const patches = (value as any)?.[field];
    return (Array.isArray(patches) ? patches : []).map(patch => patch?.path ?? patch).filter(path => typeof path === 'string' && !path.includes('\n')).map(path => join(dirname(file), path));
  }));
}

/** Whether a file is of another program: values of a chart, settings of a linter. One that looks as if it were an object, and is none, is a mistake. */
function isForeign({ documents, problems }: Parsed, text: string): boolean {
  return documents.every(({ value }) => !looksLikeObject(value)) && (problems.length === 0 || !/\bapiVersion["']?\s*:/.test(text.replace(/\0/g, '')));
}

function looksLikeObject(value: any): boolean {
  return typeof value === 'object' && value !== null && (value.apiVersion !== undefined || value.kind !== undefined) && (value.metadata !== undefined || value.spec !== undefined || value.items !== undefined);
}

function at(file: string, message: string): Problem {
  return { file, line: 1, column: 1, message };
}

function foldersAbove(file: string): string[] {
  const folder = dirname(file);
  return folder === file ? [] : [folder, ...foldersAbove(folder)];
}
