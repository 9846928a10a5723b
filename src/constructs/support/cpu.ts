/**
 * An amount of CPU.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-cpu
 */
export class Cpu {
  /** Thousandths of a core: `Cpu.millis(250)` is a quarter of a core. */
  public static millis(amount: number): Cpu {
    return new Cpu(amount);
  }

  /** Whole or fractional cores: `Cpu.cores(2)`, `Cpu.cores(0.5)`. */
  public static cores(amount: number): Cpu {
    return new Cpu(Math.round(amount * 1000));
  }

  private constructor(
    /** The amount in thousandths of a core. */
    public readonly millicores: number,
  ) {}

  /** The amount as a Kubernetes quantity: `250m`, `2`. */
  public toString(): string {
    return this.millicores % 1000 === 0 ? `${this.millicores / 1000}` : `${this.millicores}m`;
  }
}
