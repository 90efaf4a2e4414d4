/** The report's whole style: both themes, and paper. */
export const style = `
:root{color-scheme:light dark;--bg:#fff;--panel:#f6f7f9;--line:#d9dde3;--text:#1b1f24;--quiet:#57606a;--accent:#1f5fbf;--good:#1a7f4b;--notable:#a15c00;--bad:#b3261e;--bar:#d65f5f55;--heat:31,95,191;--grid:#e6e9ee}
@media (prefers-color-scheme:dark){:root{--bg:#14171c;--panel:#1c2027;--line:#333a45;--text:#e4e7eb;--quiet:#a3adba;--accent:#7fb0ff;--good:#5cc98f;--notable:#f0b45a;--bad:#ff8a80;--bar:#d65f5f66;--heat:96,150,255;--grid:#2a303a}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--text);font:14px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
.page{display:grid;grid-template-columns:240px minmax(0,1fr);max-width:1440px;margin:0 auto}
nav{position:sticky;top:0;align-self:start;max-height:100vh;overflow:auto;padding:24px 16px;font-size:13px}
nav ol{list-style:none;margin:0;padding:0}
nav a{display:flex;gap:8px;padding:4px 8px;border-radius:4px;color:inherit;text-decoration:none}
nav a:hover,nav a:focus-visible{background:var(--panel)}
main{padding:24px 32px 64px;min-width:0}
h1{font-size:24px;line-height:1.25;margin:0 0 4px}
h2{font-size:18px;margin:0}
h3{font-size:14px;margin:20px 0 8px}
section{border-top:1px solid var(--line);padding:24px 0}
p{margin:4px 0;max-width:80ch}
.quiet{color:var(--quiet)}
.dot{flex:none;width:8px;height:8px;border-radius:50%;margin-top:6px;background:var(--line)}
.dot.good{background:var(--good)}.dot.notable{background:var(--notable)}.dot.bad{background:var(--bad)}.dot.neutral{background:var(--accent)}
.finding{font-size:15px;font-weight:600;margin:8px 0;padding-left:12px;border-left:3px solid var(--line)}
.finding.notable{border-color:var(--notable)}.finding.bad{border-color:var(--bad)}.finding.good{border-color:var(--good)}
.note{padding:8px 12px;border:1px solid var(--line);border-radius:4px;background:var(--panel);margin:8px 0}
dl{display:grid;grid-template-columns:minmax(140px,max-content) minmax(0,1fr);gap:4px 16px;margin:0}
dl.code{display:block}dl.code dd{font-family:ui-monospace,Consolas,Menlo,monospace;font-size:12px;white-space:pre-wrap;background:var(--panel);padding:8px 12px;border-radius:4px;margin:2px 0 12px}
dt{color:var(--quiet)}dd{margin:0;overflow-wrap:anywhere}
.table-bar{display:flex;gap:12px;align-items:center;margin:4px 0}
input[type=search]{font:inherit;padding:4px 8px;border:1px solid var(--line);border-radius:4px;background:var(--bg);color:inherit;width:240px}
.scroller{overflow:auto;max-height:520px;border:1px solid var(--line);border-radius:4px}
table{border-collapse:collapse;font-size:13px;width:100%}
th{position:sticky;top:0;background:var(--panel);text-align:left;border-bottom:1px solid var(--line);white-space:nowrap;z-index:1}
th button{font:inherit;font-weight:600;color:inherit;background:none;border:0;padding:6px 10px;cursor:pointer}
th[aria-sort=ascending] button:after{content:" ▲"}th[aria-sort=descending] button:after{content:" ▼"}
td{padding:4px 10px;border-bottom:1px solid var(--grid);vertical-align:top;max-width:520px;overflow-wrap:break-word;unicode-bidi:isolate}
td.time{white-space:nowrap}
td.code{min-width:280px;overflow-wrap:anywhere}
td:not(.number){min-width:110px}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}
td.code,code,pre{font-family:ui-monospace,Consolas,Menlo,monospace;font-size:12px}
td.bar{background:linear-gradient(to left,var(--bar) calc(var(--share)*1%),transparent 0)}
td.heat{background:rgba(var(--heat),calc(.08 + var(--share)*.007))}
td.row-some{background:rgba(var(--heat),.14)}td.row-top{background:#e8b90055;font-weight:600}
td .rest{font:inherit;font-size:12px;color:var(--accent);background:none;border:0;padding:0 4px;cursor:pointer}
.more{margin:8px 0;font:inherit;padding:4px 12px;border:1px solid var(--line);border-radius:4px;background:var(--panel);color:inherit;cursor:pointer}
details.source{margin:8px 0;color:var(--quiet)}
details.source pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--panel);padding:8px 12px;border-radius:4px;color:var(--text)}
[data-kind=tree]{border:1px solid var(--line);border-radius:4px;padding:8px;max-height:640px;overflow:auto;font-size:13px}
[data-kind=tree] details>details,[data-kind=tree] details>.leaf,[data-kind=tree] details>td .rest{font:inherit;font-size:12px;color:var(--accent);background:none;border:0;padding:0 4px;cursor:pointer}
.more{margin-left:20px}
.leaf{padding-left:15px}
summary{cursor:pointer}
.process code{color:var(--quiet);overflow-wrap:anywhere}
.rarity{display:inline-block;width:9px;height:9px;border-radius:50%;margin-right:6px}
.rarity.rare{background:var(--bad)}.rarity.uncommon{background:var(--notable)}.rarity.common{background:var(--accent)}.rarity.inferred{border:1px solid var(--quiet)}
svg{max-width:100%;height:auto}
.chart svg text{fill:currentColor}
.timeline{font-size:12px}
.timeline text{fill:var(--text)}.timeline .tick,.timeline .axis-title{fill:var(--quiet)}
.timeline .rule,.timeline .grid{stroke:var(--grid)}
.timeline .mark{opacity:.65;fill:var(--accent)}
.timeline .tone-bad{fill:var(--bad)}.timeline .tone-good{fill:var(--good)}.timeline .tone-notable{fill:var(--notable)}
.timeline .hue-1{fill:#3b8f8a}.timeline .hue-2{fill:#8a5fc2}.timeline .hue-3{fill:#c0772c}.timeline .hue-4{fill:#5b8c3a}.timeline .hue-5{fill:#b8527f}.timeline .hue-6{fill:#4d7ea8}.timeline .hue-7{fill:#8c7a3d}
.timeline .reference{stroke:var(--bad);stroke-dasharray:5 4;opacity:.7}.timeline .reference-label{fill:var(--bad)}
:focus-visible{outline:2px solid var(--accent);outline-offset:1px}
@media (max-width:900px){.page{display:block}nav{position:static;max-height:none}}
@media print{nav,.table-bar,td .rest{font:inherit;font-size:12px;color:var(--accent);background:none;border:0;padding:0 4px;cursor:pointer}
.more{display:none}.page{display:block}.scroller,[data-kind=tree]{max-height:none;overflow:visible}section{break-inside:avoid-page}}
`;
