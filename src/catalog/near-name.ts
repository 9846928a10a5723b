/**
 * The known name that is most similar to an unknown one: it differs in case, by one letter, by two exchanged letters or by
 * a plural, or the unknown name is a part of it, such as `sku` of `skuName`.
 */
export function nearName(name: string, known: string[]): string | undefined {
  const wanted = name.toLowerCase();
  const near = known.map(other => ({ other, distance: distance(wanted, other.toLowerCase()) })).sort((a, b) => a.distance - b.distance)[0];
  const allowed = name.length < 3 ? 0 : name.length < 6 ? 1 : 2;
  return near && near.distance <= allowed ? near.other : name.length < 3 ? undefined : known.find(other => isPart(wanted, other));
}

/** Whether a name consists of the first or the last words of another name, in the singular or plural. */
function isPart(part: string, name: string): boolean {
  const words = name.split(/(?=[A-Z])/).map(word => word.toLowerCase());
  return words.some((_, i) => i > 0
    && [words.slice(0, i).join(''), words.slice(i).join('')].some(some => some === part || `${some}s` === part || some === `${part}s`));
}

/** The number of letters to insert, delete, replace or exchange with the next letter. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) {
    return Infinity;
  }
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i, ...Array.from({ length: b.length }, (__, j) => i === 0 ? j + 1 : 0)]);
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? rows[i - 2][j - 2] + 1 : Infinity;
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1), swapped);
    }
  }
  return rows[a.length][b.length];
}
