import { listIn, mapIn, readConfig, refuseOthers, wrong } from '../check/config-file';

/** A renamed object: `StatefulSet/orders`, or `shop/StatefulSet/orders` with its namespace. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** Reads renamed objects: `moved: [{from: StatefulSet/a, to: StatefulSet/b}]`. */
export function readMoves(file: string): Move[] {
  const { moved, ...others } = mapIn(file, file, readConfig(file));
  refuseOthers(file, others, 'moved');
  return listIn(file, 'moved', moved).map((entry, i): Move => {
    const { from, to, ...rest } = mapIn(file, `moved[${i}]`, entry);
    refuseOthers(file, rest, 'from and to');
    const name = (prop: string, value: unknown) => typeof value === 'string' && /^([^/]*\/)?[^/]+\/[^/]+$/.test(value)
      ? value : wrong(file, `moved[${i}].${prop}`, value,
        "a kind and a name, such as 'StatefulSet/orders', or 'shop/StatefulSet/orders' with its namespace");
    return { from: name('from', from), to: name('to', to) };
  });
}
