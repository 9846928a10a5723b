/** Props with their defaults filled in. The compiler reports each prop that a resolved object leaves out. */
export type Resolved<Props> = { readonly [K in keyof Required<Props>]: Props[K] };
