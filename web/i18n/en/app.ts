import { type Mark, rich } from '../words.ts'

/** The frame around every page, and the parts that all pages are made of. */
export const app = {
  title: (page: string) => `${page} · Fullhouse`,
  skip: 'Skip to content',
  mainNavigation: 'Main',
  myBookings: 'My bookings',
  account: 'Account',
  signIn: 'Sign in',
  promise: (name: Mark) =>
    rich`${name('Fullhouse.')} Every seat sold, none sold twice. What you see here changes the moment a seat does.`,
  api: 'API',
  language: 'Language',
  languageFailed: 'This language could not be loaded',
  checkConnection: 'Check the connection and try again.',
  theme: 'Theme',
  themes: { system: 'As the device has it', dark: 'Dark', light: 'Light' },
  otherTheme: { dark: 'Switch to the dark theme', light: 'Switch to the light theme' },
  messages: 'Messages',
  dismiss: 'Dismiss',
  close: 'Close',
  fewer: 'Fewer',
  more: 'More',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  tryAgain: 'Try again',
  loading: 'Loading',
  seeAllEvents: 'See all events',
  newVersion: 'A new version of the shop is ready.',
  update: 'Update',
  notFound: {
    page: 'Page not found',
    title: 'There is no such page',
    text: 'The address may be mistyped, or the page has gone. Nothing you booked is affected.',
  },
  broken: {
    page: 'Something went wrong',
    title: 'This page could not be shown',
    text: 'Perhaps the connection broke, or a new version of the shop was just put up. What you hold and what you booked is safe.',
    reload: 'Load it again',
    retry: 'Try without loading',
  },
}
