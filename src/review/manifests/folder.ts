import { basename, dirname, join } from 'path';
import { ParsedTexts } from './parsed-texts';
import { Manifests, manifestsOf } from './read';
import { Resource } from './resource';
import { Document, Parsed, Problem, SourceText, parseDocuments } from './source';

/** A file of a folder, as it was written. */
export interface SourceFile {
  readonly file: string;
  readonly text: SourceText;
}

/**
 * Reads the files of folders. Files that are not manifests are skipped, with the reason. Templates of a Helm chart are a problem, because
 * they cannot be checked.
 */
export function readFolder(files: SourceFile[], known = new ParsedTexts()): Manifests {
  const charts = new Set(files.filter(({ file }) => basename(file) === 'Chart.yaml').map(({ file }) => join(dirname(file), 'templates')));
  const chartOf = ({ file }: SourceFile) => foldersAbove(file).find(folder => charts.has(folder));
  const kustomizations = files.filter(({ file }) => /^kustomization\.ya?ml$/.test(basename(file)));
  const patches = new Set(kustomizations.flatMap(patchesOf));
  const rest = files.filter(one => chartOf(one) === undefined && !kustomizations.includes(one) && !patches.has(join(one.file)));
  const folders = kustomizations.map(({ file }) => dirname(file));
  const read = withoutUnusedPatches(folders, rest.map(({ file, text }): Manifests => {
    const parsed = parseDocuments(file, text, dirname(file), known);
    const manifests = manifestsOf(parsed);
    return manifests.resources.length === 0 && manifests.problems.length > 0 && isForeign(parsed, text)
      ? { resources: [], problems: [], skipped: [at(file, 'contains no Kubernetes object')] } : manifests;
  }));
  return {
    resources: read.flatMap(({ resources }) => resources),
    problems: [
      ...[...new Set(files.flatMap(one => chartOf(one) ?? []))].map(folder =>
        at(folder, `contains templates of a Helm chart, which are not manifests: check the output of 'helm template ${dirname(folder)}' instead`)),
      ...read.flatMap(({ problems }) => problems),
    ],
    skipped: [
      ...kustomizations.map(({ file }) =>
        at(file, "is a kustomization: it and its patches, which are incomplete objects, were skipped; also check the output of 'kustomize build'")),
      ...read.flatMap(({ skipped }) => skipped),
    ],
  };
}

/** Patch files of a kustomization, which contain parts of objects. */
function patchesOf({ file, text }: SourceFile): string[] {
  return parseDocuments(file, text).documents
    .flatMap(({ value }: Document) => ['patches', 'patchesStrategicMerge', 'patchesJson6902'].flatMap(field => {
      const patches = (value as any)?.[field];
      return (Array.isArray(patches) ? patches : []).map(patch => patch?.path ?? patch).filter(path =>
        typeof path === 'string' && !path.includes('\n'))
        .map(path => join(dirname(file), path));
    }));
}

/** Without the patches that no kustomization applies: below its folder, they are parts of objects that another file contains as a whole. */
function withoutUnusedPatches(folders: string[], read: Manifests[]): Manifests[] {
  const whole = new Set(read.flatMap(({ resources }) => resources).filter(resource => !isPart(resource)).map(({ title }) => title));
  return read.map(manifests => {
    const { resources, skipped } = manifests;
    const isPatch = resources.length > 0 && resources.every(resource => isPart(resource) && whole.has(resource.title))
      && folders.some(folder => foldersAbove(resources[0].file).includes(folder));
    return isPatch ? {
      resources: [],
      problems: [],
      skipped: [...skipped, at(resources[0].file, `is a patch that no kustomization uses: it contains only a part of ${resources[0].title}`)],
    } : manifests;
  });
}

/** Fields without which an object is incomplete, by kind. */
const ESSENTIAL: { readonly [kind: string]: (body: any) => unknown } = {
  CustomResourceDefinition: ({ spec }) => spec?.versions,
  DaemonSet: ({ spec }) => spec?.selector,
  Deployment: ({ spec }) => spec?.selector,
  MutatingWebhookConfiguration: ({ webhooks }) => webhooks,
  PersistentVolumeClaim: ({ spec }) => spec?.accessModes,
  Service: ({ spec }) => spec?.ports ?? spec?.externalName,
  StatefulSet: ({ spec }) => spec?.selector,
  ValidatingWebhookConfiguration: ({ webhooks }) => webhooks,
};

function isPart({ kind, body }: Resource): boolean {
  return Object.hasOwn(ESSENTIAL, kind) && ESSENTIAL[kind](body) === undefined;
}

/**
 * Whether a file belongs to another program, such as values of a chart or settings of a linter. An incomplete Kubernetes object
 * is a mistake instead.
 */
function isForeign({ documents, problems }: Parsed, text: SourceText): boolean {
  return documents.every(({ value }) => !looksLikeObject(value))
    && (problems.length === 0 || ![text].flat().some(piece => /\bapiVersion["']?\s*:/.test(piece.replace(/\0/g, ''))));
}

function looksLikeObject(value: any): boolean {
  return typeof value === 'object' && value !== null && (value.apiVersion !== undefined || value.kind !== undefined)
    && (value.metadata !== undefined || value.spec !== undefined || value.items !== undefined);
}

function at(file: string, message: string): Problem {
  return { file, line: 1, column: 1, message };
}

function foldersAbove(file: string): string[] {
  const folder = dirname(file);
  return folder === file ? [] : [folder, ...foldersAbove(folder)];
}
