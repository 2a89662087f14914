// Colours, sizes and spaces are those of the hosted pages; nothing is loaded, so the fonts are the system's.

import { type Html, html } from './html.ts';

/** The one style sheet of the pages; its hash stands in their Content-Security-Policy. */
export const pageStyle: Html = html`
:root{color-scheme:light dark;--background:#fbfaf7;--surface:#fff;--sunken:#f5f3ef;--line:#e0ded8;--ink:#221f19;--muted:#5e5a52;--primary:#006060;--on-primary:#fafcfc;--primary-hover:#004e4f;--focus:#008687;--lantern:#f4af41;--success:#1d6835;--danger:#b12725;--danger-tint:#fcefee;
--mono:ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace}
@media (prefers-color-scheme:dark){:root{--background:#151410;--surface:#1e1b17;--sunken:#100e0b;--line:#35332d;--ink:#efece8;--muted:#ada9a1;--primary:#60ccc5;--on-primary:#031a1a;--primary-hover:#80ded7;--focus:#60ccc5;--lantern:#feb84d;--success:#79cd91;--danger:#f4877f;--danger-tint:#371d1a}}
*{box-sizing:border-box}
body{margin:0;padding:48px 24px 64px;background:var(--background);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
header,main{max-width:640px;margin:0 auto}
header{display:flex;align-items:center;gap:8px;margin-bottom:16px;font-weight:600;letter-spacing:-.01em}
.mark{width:24px;height:24px}
.mark circle{fill:var(--lantern)}
main{padding:32px;background:var(--surface);border:1px solid var(--line);border-radius:10px}
h1{margin:0 0 8px;font-size:22px;line-height:1.25;letter-spacing:-.01em}
h2{margin:32px 0 4px;font-size:16px;line-height:1.25}
p{margin:0 0 16px;max-width:68ch}
p:last-child{margin-bottom:0}
small,.muted,dt,th{color:var(--muted);font-size:14px}
a{color:var(--primary)}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
.button{display:inline-block;margin:8px 0 16px;padding:10px 18px;border-radius:6px;background:var(--primary);color:var(--on-primary);font-weight:600;text-decoration:none}
.button:last-child{margin-bottom:0}
.button:hover{background:var(--primary-hover)}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:8px 24px;margin:24px 0 0;padding-top:24px;border-top:1px solid var(--line);font-size:14px}
dt{padding-top:1px}
dd{margin:0}
code,pre,.value{font-family:var(--mono);font-size:13px;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
pre{margin:0 0 8px;padding:12px;max-height:168px;overflow:auto;background:var(--sunken);border:1px solid var(--line);border-radius:6px;white-space:pre-wrap;word-break:break-all;user-select:all}
table{width:100%;border-collapse:collapse;font-size:14px}
caption{padding:0 0 8px;text-align:left;color:var(--muted)}
th,td{padding:8px 16px 8px 0;border-top:1px solid var(--line);text-align:left;vertical-align:top}
th{width:1%;white-space:nowrap;font-weight:400}
.good{color:var(--success);font-weight:600}
.bad{margin:16px 0;padding:12px 16px;border:1px solid var(--danger);border-radius:6px;background:var(--danger-tint);overflow-wrap:anywhere}
.bad strong{color:var(--danger)}
@media (max-width:520px){body{padding:24px 16px}main{padding:24px 16px}dl{grid-template-columns:minmax(0,1fr);gap:0}dd{margin-bottom:12px}table,caption,tbody,tr,th,td{display:block;width:auto}th{padding-bottom:0}td{border:0;padding-top:0}}
@media (forced-colors:active){.button{border:1px solid}}
`;
