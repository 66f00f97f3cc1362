/**
 * What the contracts say of one field of a request, by the names that HTML has for it. Those of all
 * routes are in `@edu/client/fields`, by operation and JSON pointer; `-` stands for any item of a list.
 */
export interface FieldRules {
  /** Of the field in a form: `address.phone` for the pointer `/address/phone`. */
  readonly name: string;
  /** Wherever what it belongs to is sent. */
  readonly required?: true;
  readonly type?: 'email' | 'date' | 'number';
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number | 'any';
  /** All that it may be. */
  readonly options?: readonly string[];
  /** Of a list. */
  readonly minItems?: number;
  readonly maxItems?: number;
}
