import { type Mark, number, plural, rich } from '../words.ts'

/** Signing in and up, passwords, and the visitor's own page. */
export const account = {
  page: 'Account',
  failed: 'Your account could not be loaded',
  saved: 'Saved',
  save: 'Save',
  yours: 'Your account',
  profile: 'Profile',
  bookings: 'Bookings',
  bookingsText: 'Tickets, calendar entries and cancelling are under your bookings.',
  signOut: 'Sign out',
  signOutText: 'Lost a phone, or used a shared computer? Sign out everywhere at once.',
  signOutEverywhere: 'Sign out everywhere',
  everywhere: {
    title: 'Sign out everywhere?',
    stay: 'Stay signed in',
    text: 'Every phone and browser that is signed in to this account will have to sign in again, this one included. Your bookings stay.',
  },
  signIn: {
    page: 'Sign in',
    title: 'Welcome back',
    lead: 'Seats you hold and bookings you made as a guest come with you.',
    toSignUp: (link: Mark) => rich`New here? ${link('Create an account')}`,
    forgot: 'Forgot your password?',
    submit: 'Sign in',
  },
  signUp: {
    title: 'Create an account',
    lead: 'Not needed to book. It keeps your tickets on every device, and fills in the form next time.',
    toSignIn: (link: Mark) => rich`Already have one? ${link('Sign in')}`,
    submit: 'Create account',
  },
  keep: {
    title: 'Keep these tickets',
    text: (email: string, strong: Mark) =>
      rich`Choose a password and ${strong(email)} becomes your account. Your bookings are then on every device you sign in on.`,
    done: { title: 'Your account is ready', text: 'This booking is in it.' },
  },
  forgot: {
    title: 'Reset your password',
    lead: 'Tell us the e-mail of your account, and we send a link to choose a new password.',
    back: 'Back to sign in',
    submit: 'Send the link',
    sent: 'Look into your mailbox',
    sentText: (email: string, strong: Mark) =>
      rich`If there is an account for ${strong(email)}, a link is on its way. It works for one hour. Nothing came? Look under spam.`,
  },
  reset: {
    title: 'Choose a new password',
    submit: 'Save the password',
    done: { title: 'Password changed', text: 'Sign in with the new one.' },
    incomplete: {
      title: 'This link is not complete',
      text: 'It may have been cut by the mail program, or it was used already.',
      action: 'Ask for a new link',
    },
  },
  name: 'Full name',
  email: 'E-mail',
  phone: 'Phone',
  phoneHint: 'Optional. Only used if an event changes at the last minute.',
  password: 'Password',
  newPassword: 'New password',
  newPasswordHint: (n: number) =>
    `At least ${number(n)} characters. A few words in a row are easy to keep in mind.`,
  errors: {
    noName: 'Please enter your name.',
    wrongEmail: 'Please enter an e-mail address, like name@example.com.',
    wrongPhone: 'Please enter a phone number, like +49 30 1234567, or leave it empty.',
    noPassword: 'Please enter a password.',
    shortPassword: (n: number) => plural(n, { other: 'Please use at least # characters.' }),
    longPassword: (n: number) => plural(n, { other: 'Please use at most # characters.' }),
  },
  refusals: {
    noMatch: 'E-mail and password do not match. Check both, or reset the password.',
    emailTaken: 'There is already an account with this e-mail. Sign in instead.',
    wrongEmail: 'This does not look like an e-mail address.',
    shortPassword: 'The password is too short. Choose a longer one.',
    longPassword: 'The password is too long. Choose a shorter one.',
    badPassword: 'This password cannot be used. Choose another.',
    oldLink: 'This link has been used or is too old. Ask for a new one.',
    unreachable: 'The server could not be reached. Check the connection and try again.',
    tooOften: 'Too many tries in a short time. Wait a minute, then try again.',
    signedOut: 'You are signed out. Sign in again.',
    other: 'That did not work. Try again in a moment.',
  },
}
