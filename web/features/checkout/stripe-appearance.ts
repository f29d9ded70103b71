import type { Appearance } from '@stripe/stripe-js'

/**
 * Our look for the form in Stripe's frame: the tokens of the theme that is on now. It gets the system's typeface, because
 * our fonts are served to our own pages only.
 */
export function stripeAppearance(theme: string): Appearance {
  const tokens = getComputedStyle(document.documentElement)
  const token = (name: string) => tokens.getPropertyValue(name).trim()
  return {
    theme: theme === 'dark' ? 'night' : 'stripe',
    variables: {
      colorPrimary: token('--accent-text'),
      colorBackground: token('--surface'),
      colorText: token('--ink'),
      colorTextSecondary: token('--ink-soft'),
      colorTextPlaceholder: token('--ink-faint'),
      colorDanger: token('--bad'),
      borderRadius: token('--radius-m'),
      fontFamily: 'system-ui, sans-serif',
      fontSizeBase: '16px',
    },
    rules: {
      '.Input': { border: `1px solid ${token('--line-strong')}`, boxShadow: 'none' },
      '.Input:focus': {
        borderColor: token('--accent-text'),
        boxShadow: `0 0 0 1px ${token('--accent-text')}`,
      },
      '.Tab': { border: `1px solid ${token('--line-strong')}`, boxShadow: 'none' },
      '.Tab--selected': { borderColor: token('--accent-text'), backgroundColor: token('--raised') },
    },
  }
}
