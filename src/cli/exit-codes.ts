/** Exit codes of the program, a part of its interface. */
export const EXIT = { ok: 0, usage: 1, findings: 2, refusedOrLost: 3 };
