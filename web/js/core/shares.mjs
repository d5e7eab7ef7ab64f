// Shares of 100: softmax at a temperature, and whole percents that add up (largest remainders, as trace/share.cpp has it).

export function softmax(values, temperature = 1) {
  const top = Math.max(...values);
  const powers = values.map((value) => Math.exp((value - top) / temperature));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

export function wholePercents(shares) {
  const exact = shares.map((share) => 100 * share);
  const whole = exact.map(Math.floor);
  const order = exact.map((_, i) => i).sort((a, b) => exact[b] - whole[b] - (exact[a] - whole[a]) || a - b);
  let missing = Math.round(100 - whole.reduce((a, b) => a + b, 0));
  for (const i of order) {
    if (missing <= 0) break;
    whole[i] += 1;
    missing -= 1;
  }
  return whole;
}
