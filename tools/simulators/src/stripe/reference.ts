/** The id in a field that Stripe gives as an id or, expanded, as the object; '' where it is null. */
export function idOf(reference: string | { readonly id: string } | null | undefined): string {
  return typeof reference === 'object' ? (reference?.id ?? '') : (reference ?? '');
}
