import { imageOf } from './image';

/**
 * What an image is built on, where its tag says it. The C library and its version decide the sort order of text in indexes.
 *
 * @see https://wiki.postgresql.org/wiki/Locale_data_changes
 */
export interface Base {
  readonly name: string;
  readonly library: 'glibc' | 'musl';
  /** Version of the C library; none where the sort order does not depend on it, or the tag does not say it. */
  readonly version?: string;
}

/**
 * By words of tags.
 *
 * @see https://sources.debian.org/src/glibc/
 * @see https://launchpad.net/ubuntu/+source/glibc
 */
const BASES: { readonly tag: RegExp; readonly base: Base }[] = [
  // musl sorts by bytes only: https://wiki.musl-libc.org/functional-differences-from-glibc.html#Locales
  { tag: /(^|-)alpine[\d.]*(-|$)/, base: { name: 'Alpine', library: 'musl' } },
  { tag: /(^|-)stretch(-|$)/, base: { name: 'Debian 9', library: 'glibc', version: '2.24' } },
  { tag: /(^|-)(buster|debian-10)(-|$)/, base: { name: 'Debian 10', library: 'glibc', version: '2.28' } },
  { tag: /(^|-)(bullseye|debian-11)(-|$)/, base: { name: 'Debian 11', library: 'glibc', version: '2.31' } },
  { tag: /(^|-)(bookworm|debian-12)(-|$)/, base: { name: 'Debian 12', library: 'glibc', version: '2.36' } },
  { tag: /(^|-)(trixie|debian-13)(-|$)/, base: { name: 'Debian 13', library: 'glibc', version: '2.41' } },
  { tag: /(^|-)focal(-|$)/, base: { name: 'Ubuntu 20.04', library: 'glibc', version: '2.31' } },
  { tag: /(^|-)jammy(-|$)/, base: { name: 'Ubuntu 22.04', library: 'glibc', version: '2.35' } },
  { tag: /(^|-)noble(-|$)/, base: { name: 'Ubuntu 24.04', library: 'glibc', version: '2.39' } },
];

/** What an image is built on, if its tag says it, or its maker is known to build on nothing else. */
export function baseOf(image: string): Base | undefined {
  const tag = /:([^/:]+)$/.exec(image.split('@')[0])?.[1];
  const said = tag === undefined ? undefined : BASES.find(({ tag: words }) => words.test(tag))?.base;
  const library = imageOf(image)?.rows[0]?.library;
  return said ?? (library && BASES.find(({ base }) => base.library === library)?.base);
}

/** Whether text may sort differently on the new base. An unknown base is treated as some release of Debian, as of most official images. */
export function sortsOtherwise(was: Base | undefined, is: Base | undefined): boolean {
  const [before, after] = [was?.version, is?.version];
  return (was?.library ?? 'glibc') !== (is?.library ?? 'glibc') || (before !== undefined && after !== undefined && before !== after);
}
