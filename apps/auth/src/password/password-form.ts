/**
 * The form of a password that is hashed. Keyboards write one letter in several ways, and whoever
 * typed `é` on one and `e` with an accent on another typed the same password.
 *
 * Source: NIST SP 800-63B, section on memorized secret verifiers (NFKC before hashing).
 */
export const normalForm = (password: string) => password.normalize('NFKC');

/** Forms whose hash may be stored, the present one first; passwords were once hashed as typed. */
export function storedForms(password: string): string[] {
  const forms = [normalForm(password), password, ...NFC_AND_NFD.map((f) => password.normalize(f))];
  return [...new Set(forms)];
}

const NFC_AND_NFD = ['NFC', 'NFD'] as const;
