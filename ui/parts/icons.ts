/** The few icons of the page, drawn here so that nothing is fetched from elsewhere. To be imported before any element. */
import { registerIconLibrary } from '@awesome.me/webawesome/dist/components/icon/library.js';

const PATHS: Record<string, string> = {
  plus: '<path d="M12 5v14M5 12h14"/>',
  minus: '<path d="M5 12h14"/>',
  play: '<path d="M8 5.5v13l10.5-6.5z" fill="currentColor"/>',
  stop: '<rect x="7" y="7" width="10" height="10" rx="1.5" fill="currentColor"/>',
  edit: '<path d="M4 20h4L19 9l-4-4L4 16zM13.5 6.5l4 4"/>',
  remove: '<path d="M6 6l12 12M18 6L6 18"/>',
  open: '<path d="M4 19V6a1 1 0 0 1 1-1h4l2 2.5h8a1 1 0 0 1 1 1V19a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1z"/>',
  save: '<path d="M12 4v11M7.5 11L12 15.5 16.5 11M5 20h14"/>',
  share: '<path d="M12 15V4M7.5 8L12 3.5 16.5 8M7 12H5v8h14v-8h-2"/>',
  copy: '<rect x="9" y="9" width="11" height="11" rx="1.5"/><path d="M5 15H4V5a1 1 0 0 1 1-1h10v1"/>',
  info: '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5M12 7.8v.4"/>',
  warning: '<path d="M12 4.5L21 19.5H3zM12 10.5v4M12 16.8v.4"/>',
  table: '<rect x="4" y="5" width="16" height="14" rx="1.5"/><path d="M4 10h16M4 14.5h16M10 5v14"/>',
  chart: '<path d="M4 19h16M5 15l4.5-5 4 3L19 6"/>',
  up: '<path d="M6.5 14.5L12 9l5.5 5.5"/>',
  down: '<path d="M6.5 9.5L12 15l5.5-5.5"/>',
  better: '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
  worse: '<path d="M12 5v8.5M12 17.6v.8"/>',
  unclear: '<path d="M5 10c2.5-2.2 4.5-2.2 7 0s4.5 2.2 7 0M5 15c2.5-2.2 4.5-2.2 7 0s4.5 2.2 7 0"/>',
  higher: '<path d="M12 19V5.5M6 11l6-6 6 6"/>',
  lower: '<path d="M12 5v13.5M6 13l6 6 6-6"/>',
};

function draw(name: string): string {
  const paths = PATHS[name] ?? '';
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" ' +
    `stroke-linecap="round" stroke-linejoin="round">${paths}</svg>`
  );
}

registerIconLibrary('default', { resolver: (name) => `data:image/svg+xml,${encodeURIComponent(draw(name))}` });
