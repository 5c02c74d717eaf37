export function SiteFooter() {
  return (
    <footer class="site-footer">
      <div class="width">
        <p>U.S. Department of Veterans Affairs</p>
      </div>
    </footer>
  );
}
