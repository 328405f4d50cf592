/** A reason for all personal fields of a row, or one for each field that it concerns. */
type Reasons = string | Readonly<Record<string, string>>;

/**
 * The privacy facts of one entity, for docs/privacy.md. Every stored field stands once, in `personal` or in `other`. The domain's `export`
 * gives each personal field and its `erase` takes it, where no reason says otherwise; they do neither with the others.
 */
export interface DataRow {
  readonly purpose: string;
  readonly retention: string;
  /** Fields that tell something of a person. */
  readonly personal: readonly string[];
  readonly other: readonly string[];
  /** Purposes of single fields that differ from the row's. */
  readonly purposes?: Readonly<Record<string, string>>;
  readonly unexported?: Reasons;
  readonly unerased?: Reasons;
}

/** The rows of a domain, by the names of its entities. */
export type DomainData = Readonly<Record<string, DataRow>>;

/** The facts of one field. */
export interface FieldRow {
  readonly field: string;
  readonly purpose: string;
  readonly personal: boolean;
  /** True, or the reason for which the domain's export leaves the field out; null for a field that is not personal. */
  readonly exported: true | string | null;
  /** The same of the domain's erasure. */
  readonly erased: true | string | null;
}

const reasonFor = (field: string, reasons: Reasons | undefined): true | string =>
  (typeof reasons === 'string' ? reasons : reasons?.[field]) ?? true;

/** The fields of a row with their facts, in the order in which the row names them. */
export const fieldRows = ({ purpose, personal, other, purposes = {}, unexported, unerased }: DataRow): FieldRow[] => [
  ...personal.map((field) => ({
    ...{ field, purpose: purposes[field] ?? purpose, personal: true },
    ...{ exported: reasonFor(field, unexported), erased: reasonFor(field, unerased) },
  })),
  ...other.map((field) => ({ field, purpose: purposes[field] ?? purpose, personal: false, exported: null, erased: null })),
];
