/** Given twice it is both; bytes that are no text, and forms that hold none, give no more than that. */
export function fieldIn(body: unknown, name: string): string {
  const form = Buffer.isBuffer(body) ? body.toString('utf8') : '';
  return new URLSearchParams(form).getAll(name).join(' ');
}
