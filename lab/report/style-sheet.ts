/** Of the report's page. Two themes; the reader's system says which. */
export const styleSheet = `
:root { --paper: #fbfafd; --ink: #1d1a26; --soft: #635d73; --edge: #dcd7e6; --card: #fff; --one: #6a45e8; --two: #c2410c; --three: #0f766e; --bad: #b91c1c }
@media (prefers-color-scheme: dark) { :root { --paper: #14121b; --ink: #f1eef8; --soft: #aaa2bd; --edge: #35303f; --card: #1c1925; --one: #a78bfa; --two: #fb923c; --three: #2dd4bf; --bad: #f87171 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 4rem }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem }
p { color: var(--soft); margin: .25rem 0 }
.verdict { display: inline-block; margin-top: 1rem; padding: .5rem 1rem; border-radius: 999px; border: 2px solid; font-weight: 600 }
.verdict.good { color: var(--three) }
.verdict.bad { color: var(--bad) }
.numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; margin-top: 1.5rem }
.numbers div { background: var(--card); border: 1px solid var(--edge); border-radius: 12px; padding: .75rem 1rem }
.numbers b { display: block; font-size: 1.25rem; font-variant-numeric: tabular-nums }
.numbers span { color: var(--soft); font-size: .85rem }
.wide { overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums }
th, td { text-align: left; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--edge); vertical-align: top }
th { color: var(--soft); font-weight: 500 }
tr.bad td { color: var(--bad); font-weight: 600 }
li { margin: .4rem 0; overflow-wrap: anywhere }
figure { margin: 1rem 0; background: var(--card); border: 1px solid var(--edge); border-radius: 12px; padding: 1rem }
figcaption { font-size: .9rem; color: var(--soft); margin-bottom: .5rem }
svg { width: 100%; height: auto; display: block }
.grid { stroke: var(--edge) }
.tick { fill: var(--soft); font-size: 12px }
.line { fill: none; stroke-width: 2 }
.line.one { stroke: var(--one) }
.line.two { stroke: var(--two) }
.line.three { stroke: var(--three) }
.bar.two { fill: var(--two) }
.bar.three { fill: var(--three) }
.key { margin-left: .75rem; white-space: nowrap }
.key::before { content: ''; display: inline-block; width: .75em; height: .75em; border-radius: 3px; margin-right: .35em; background: currentColor }
.key.one::before { color: var(--one) }
.key.two::before { color: var(--two) }
.key.three::before { color: var(--three) }
`
