/** Labels of pods. */
export type Labels = { readonly [key: string]: string };

/** Whether a map of labels selects; an empty one selects nothing, as that of a Service without selector. */
export function selects(selector: Labels | undefined, labels: Labels): boolean {
  const entries = Object.entries(selector ?? {});
  return entries.length > 0 && entries.every(([key, value]) => labels[key] === value);
}

/** Whether a selector with expressions selects; an empty one selects everything, none nothing. */
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

/** An index for each namespace: many may hold the same labels. What says no namespace is beside everything. */
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

  /** The indexes of what is beside something of a namespace. */
  public visibleFrom(namespace: string | undefined): I[] {
    return namespace === undefined ? [...this.indexes.values()] : [namespace, undefined].flatMap(key => this.indexes.get(key) ?? []);
  }
}

/** What has selectors, by what they select: thousands of sets are asked for the one budget that is theirs. */
export class SelectorIndex<T> {
  private readonly byPair = new Map<string, T[]>();
  /** Those that name no label with its value. */
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

  /** All that select pods with the labels. */
  public selecting(labels: Labels): T[] {
    return [...Object.entries(labels).flatMap(pair => this.byPair.get(keyOf(pair)) ?? []), ...this.others].filter(item => matches(this.selectorOf(item), labels));
  }
}

/** What has labels, by them. */
export class LabelIndex<T> {
  private readonly byPair = new Map<string, T[]>();

  constructor(private readonly items: T[], private readonly labelsOf: (item: T) => Labels) {
    for (const item of items) {
      Object.entries(labelsOf(item)).forEach(pair => push(this.byPair, pair, item));
    }
  }

  /** All that the selector selects. */
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
