/** Props after their defaults are filled in: the compiler names each prop that a resolved object forgets. */
export type Resolved<Props> = { readonly [K in keyof Required<Props>]: Props[K] };
