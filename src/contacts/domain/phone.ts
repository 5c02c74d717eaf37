/** "(555)555-0142" → "(555) 555-0142". What has not exactly ten digits, or holds letters, stays as sent. */
export function formatPhone(phone: string): string {
  const sent = phone.trim();
  const digits = sent.replace(/[\s().-]/g, '');
  if (!/^\d{10}$/.test(digits)) return sent;
  return `(${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}`;
}
