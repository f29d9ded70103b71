import { type Html, html } from '../html.ts'
import type { Block, Letter } from './letter.ts'

/*
 * Tables and inline styles, because that is what mail programs agree on: Outlook draws with Word, Gmail drops style sheets
 * in many of its apps. What only some understand (dark colours, the phone's width) is in one style sheet that may be
 * missing without harm. No picture comes from a server: that would tell somebody that the mail was opened.
 */

const sans = `-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Noto Sans Thai','Helvetica Neue',Arial,sans-serif`
const display = `'Bricolage Grotesque',${sans}`

/** The house by day; web/styles/tokens.css has the same. */
const day = {
  stage: '#faf7f6',
  surface: '#ffffff',
  raised: '#f4eeed',
  line: '#e3d8d8',
  ink: '#23141e',
  soft: '#544450',
  faint: '#6c5b66',
  accent: '#8f1d38',
  onAccent: '#fff8f2',
}

/** And by night, for programs that ask for it. Everything that has a class changes; the QR codes stay on white. */
const night = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .stage { background: #150e14 !important; }
  .surface { background: #1f161d !important; border-color: #3c2f39 !important; }
  .raised { background: #2a1f28 !important; }
  .line { border-color: #3c2f39 !important; }
  .ink { color: #f8f1e7 !important; }
  .soft { color: #cfc2c1 !important; }
  .faint { color: #a89a9c !important; }
  .mark { color: #f8c472 !important; }
  .button { background: #f5b652 !important; }
  .button a { color: #241505 !important; }
}
@media (max-width: 480px) {
  .edge { padding-left: 20px !important; padding-right: 20px !important; }
  .outside { padding: 0 !important; }
  .surface { border-radius: 0 !important; border-left: 0 !important; border-right: 0 !important; }
  .title { font-size: 26px !important; }
}`

export function letterHtml(letter: Letter): string {
  const { language, subject, preheader, heading, blocks, footer } = letter
  const page = html`<!doctype html>
<html lang="${language}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<title>${subject}</title>
<style>${{ html: night }}</style>
</head>
<body class="stage" style="margin:0;padding:0;background:${day.stage};-webkit-text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden;opacity:0">${preheader}${{ html: '&#847;&zwnj;&nbsp;'.repeat(60) }}</div>
<table role="presentation" class="stage" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:${day.stage}">
<tr><td class="outside" align="center" style="padding:32px 12px">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px">
<tr><td class="edge" style="padding:20px 32px;font:800 20px/1.2 ${display};letter-spacing:-0.02em">
<span class="mark" style="color:${day.accent}">&#9679;</span><span class="ink" style="color:${day.ink}">&nbsp;Fullhouse</span></td></tr>
<tr><td>
<table role="presentation" class="surface" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:${day.surface};border:1px solid ${day.line};border-radius:20px">
<tr><td class="edge" style="padding:36px 32px 4px">
<h1 class="ink title" style="margin:0;color:${day.ink};font:800 30px/1.2 ${display};letter-spacing:-0.02em">${heading}</h1>
</td></tr>
${blocks.map(blockHtml)}
<tr><td style="height:32px;font-size:0;line-height:0">&nbsp;</td></tr>
</table>
</td></tr>
<tr><td class="edge faint" style="padding:24px 32px 32px;color:${day.faint};font:400 13px/1.6 ${sans}">
${footer.map((line) => html`<p style="margin:0 0 6px">${line}</p>`)}
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`
  return page.html
}

function blockHtml(block: Block): Html {
  switch (block.kind) {
    case 'text':
      return row(
        html`<p class="ink" style="margin:0;color:${day.ink};font:400 16px/1.6 ${sans}">${block.text}</p>`,
        16,
      )
    case 'small':
      return row(
        html`<p class="soft" style="margin:0;color:${day.soft};font:400 14px/1.6 ${sans}">${block.text}</p>`,
        14,
      )
    case 'notice':
      return row(
        html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>
<td class="raised ink" style="background:${day.raised};border-radius:14px;padding:16px 20px;color:${day.ink};font:600 16px/1.5 ${sans}">${block.text}</td>
</tr></table>`,
        20,
      )
    case 'facts':
      return row(
        html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
${block.rows.map(
  ({
    name,
    value,
    note,
  }) => html`<tr><td class="line" style="padding:12px 0;border-top:1px solid ${day.line}">
<div class="faint" style="color:${day.faint};font:400 13px/1.5 ${sans}">${name}</div>
<div class="ink" style="color:${day.ink};font:600 16px/1.5 ${sans}">${value}</div>${
    note ? html`<div class="soft" style="color:${day.soft};font:400 14px/1.5 ${sans}">${note}</div>` : null
  }</td></tr>`,
)}
</table>`,
        20,
      )
    case 'tickets':
      return row(ticketsHtml(block), 12)
    case 'button':
      return row(
        html`<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>
<td class="button" align="center" style="background:${day.accent};border-radius:999px">
<a href="${block.href}" style="display:inline-block;padding:14px 28px;color:${day.onAccent};font:600 16px/1.25 ${sans};text-decoration:none">${block.label}</a>
</td></tr></table>`,
        24,
      )
  }
}

/** The code is drawn large enough for a scanner, on white whatever the colours around it. */
function ticketsHtml({ title, tickets, more }: Extract<Block, { kind: 'tickets' }>): Html {
  return html`<h2 class="ink" style="margin:8px 0 0;color:${day.ink};font:700 18px/1.4 ${display}">${title}</h2>
${tickets.map(
  ({
    label,
    note,
    cid,
    alt,
  }) => html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin-top:12px"><tr>
<td class="raised" style="background:${day.raised};border-radius:14px;padding:16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>
<td width="148" valign="middle" style="width:148px"><img src="cid:${cid}" width="132" height="132" alt="${alt}" style="display:block;width:132px;height:132px;background:#ffffff;border:0;border-radius:8px"></td>
<td valign="middle"><div class="ink" style="color:${day.ink};font:700 17px/1.35 ${sans}">${label}</div>
<div class="soft" style="color:${day.soft};font:400 14px/1.5 ${sans}">${note}</div></td>
</tr></table></td></tr></table>`,
)}${
  more
    ? html`<p class="soft" style="margin:12px 0 0;color:${day.soft};font:400 14px/1.6 ${sans}">${more}</p>`
    : null
}`
}

function row(content: Html, above: number): Html {
  return html`<tr><td class="edge" style="padding:${above}px 32px 0">${content}</td></tr>
`
}
