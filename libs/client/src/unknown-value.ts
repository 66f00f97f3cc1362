declare const unknownValue: unique symbol;
/**
 * A value that came after this client was made: lists of values grow. It is branded, so that a text of
 * which nobody knows what it is does not pass for one of the values.
 */
export type UnknownValue = string & { readonly [unknownValue]: true };
