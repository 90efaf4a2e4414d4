/**
 * `msticpy` reproduces the numbers of Microsoft's MSTICPy, also where huntbook corrects them.
 * Used to compare results with a notebook; leave it away for a hunt.
 */
export type Parity = 'msticpy';
