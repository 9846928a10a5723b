/** A release of Kubernetes 1.x. Without a patch release, it is any patch release of the minor release. */
export interface Release {
  readonly minor: number;
  readonly patch?: number;
}

/** Releases from one on, up to another one (not included) where something was taken back. */
export interface Releases {
  readonly since: string;
  readonly before?: string;
}

/** `1.35` or `1.35.4`, as `kubectl version` prints it too: `v1.35.4-gke.100`. */
export function releaseOf(text: unknown): Release | undefined {
  const match = typeof text === 'string' ? /^v?1\.(\d{1,3})(?:\.(\d{1,3})(?:[-+][0-9A-Za-z.+-]+)?)?$/.exec(text) : undefined;
  return match ? { minor: Number(match[1]), patch: match[2] === undefined ? undefined : Number(match[2]) } : undefined;
}

/** The release as text: `1.35` or `1.35.4`. */
export function releaseText({ minor, patch }: Release): string {
  return `1.${minor}${patch === undefined ? '' : `.${patch}`}`;
}

/** Whether a release is one of the given releases; a minor release is one only if all of its patch releases are. */
export function isAmong(releases: readonly Releases[], { minor, patch }: Release): boolean {
  const [first, last] = [rank(minor, patch ?? 0), rank(minor, patch ?? Infinity)];
  return releases.some(({ since, before }) => first >= rankOf(since) && (before === undefined || last < rankOf(before)));
}

/** Whether a release is one of the given releases, or may be one: of a minor release, one of its patch releases is enough. */
export function mayBeAmong(releases: readonly Releases[], { minor, patch }: Release): boolean {
  const [first, last] = [rank(minor, patch ?? 0), rank(minor, patch ?? Infinity)];
  return releases.some(({ since, before }) => last >= rankOf(since) && (before === undefined || first < rankOf(before)));
}

/** The releases in words: `1.35.0 to 1.35.3, or 1.37 or newer`. */
export function releasesText(releases: readonly Releases[]): string {
  return releases.map(({ since, before }) => before === undefined ? `${since} or newer` : `${since} to ${lastBefore(before)}`).join(', or ');
}

function lastBefore(text: string): string {
  const { minor, patch } = releaseOf(text)!;
  return releaseText(patch ? { minor, patch: patch - 1 } : { minor: minor - 1 });
}

function rankOf(text: string): number {
  const { minor, patch = 0 } = releaseOf(text)!;
  return rank(minor, patch);
}

/** Patch releases count less than minor releases, however many there are. */
function rank(minor: number, patch: number): number {
  return minor * 1000 + Math.min(patch, 999);
}
