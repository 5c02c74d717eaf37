/** A postal address, one line under the other. */
export function AddressLines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <address class="address">
      {lines.map((line) => (
        <span class="address__line">{line}</span>
      ))}
    </address>
  );
}
