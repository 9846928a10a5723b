/** Labels of pods. */
export type Labels = { readonly [key: string]: string };

/** Whether an equality-based selector selects labels. An empty one selects nothing, as in a Service. */
export function selects(selector: Labels | undefined, labels: Labels): boolean {
  const entries = Object.entries(selector ?? {});
  return entries.length > 0 && entries.every(([key, value]) => labels[key] === value);
}

/** Whether a label selector selects labels. An empty one selects everything, and a missing one nothing. */
export function matches(selector: any, labels: Labels): boolean {
  return selector !== undefined && selector !== null
    && Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value)
    && (selector.matchExpressions ?? []).every(({ key, operator, values = [] }: any) => {
      const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
      switch (operator) {
        case 'In': return value !== undefined && values.includes(value);
        case 'NotIn': return value === undefined || !values.includes(value);
        case 'Exists': return value !== undefined;
        default: return value === undefined;
      }
    });
}

/** An index for each namespace, because many namespaces have the same labels. Objects without a namespace may be in any. */
export class IndexByNamespace<T, I> {
  private readonly indexes = new Map<string | undefined, I>();

  constructor(items: T[], namespaceOf: (item: T) => string | undefined, indexOf: (items: T[]) => I) {
    const groups = new Map<string | undefined, T[]>();
    for (const item of items) {
      const namespace = namespaceOf(item);
      const group = groups.get(namespace);
      if (group) {
        group.push(item);
      } else {
        groups.set(namespace, [item]);
      }
    }
    groups.forEach((group, namespace) => this.indexes.set(namespace, indexOf(group)));
  }

  /** The indexes of objects that may be in a namespace. */
  public visibleFrom(namespace: string | undefined): I[] {
    return namespace === undefined ? [...this.indexes.values()] : [namespace, undefined].flatMap(key => this.indexes.get(key) ?? []);
  }
}

/** Objects with selectors, indexed by a label, so that finding the budget of each of thousands of StatefulSets is fast. */
export class SelectorIndex<T> {
  private readonly byPair = new Map<string, T[]>();
  /** Objects whose selectors have no `matchLabels`. */
  private readonly others: T[] = [];

  constructor(items: T[], private readonly selectorOf: (item: T) => any) {
    for (const item of items) {
      const [pair] = Object.entries(selectorOf(item)?.matchLabels ?? {});
      if (pair) {
        push(this.byPair, pair, item);
      } else {
        this.others.push(item);
      }
    }
  }

  /** All objects that select the labels. */
  public selecting(labels: Labels): T[] {
    return [...Object.entries(labels).flatMap(pair => this.byPair.get(keyOf(pair)) ?? []), ...this.others].filter(item =>
      matches(this.selectorOf(item), labels));
  }
}

/** Objects with labels, indexed by label. */
export class LabelIndex<T> {
  private readonly byPair = new Map<string, T[]>();

  constructor(private readonly items: T[], private readonly labelsOf: (item: T) => Labels) {
    for (const item of items) {
      Object.entries(labelsOf(item)).forEach(pair => push(this.byPair, pair, item));
    }
  }

  /** All objects that a selector selects. */
  public selectedBy(selector: any): T[] {
    const lists = Object.entries(selector?.matchLabels ?? {}).map(pair => this.byPair.get(keyOf(pair)) ?? []);
    const shortest = lists.reduce((least, list) => list.length < least.length ? list : least, lists[0] ?? this.items);
    return shortest.filter(item => matches(selector, this.labelsOf(item)));
  }
}

function push<T>(map: Map<string, T[]>, pair: [string, unknown], item: T): void {
  const list = map.get(keyOf(pair));
  if (list) {
    list.push(item);
  } else {
    map.set(keyOf(pair), [item]);
  }
}

function keyOf([key, value]: [string, unknown]): string {
  return `${key}=${value}`;
}
