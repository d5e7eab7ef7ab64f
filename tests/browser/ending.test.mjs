// The end of a lesson and of the course, the menu's map of it, “Skip to try it”, and Share.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openHouse, settle, shoot, theatre, violations } from './support.mjs';

let house;
before(async () => { house = await openHouse(); });
after(async () => { await house.close(); });

const lessons = (page) => theatre(page, 'lessons');
const place = async (page) => {
  const { lesson, step } = await theatre(page, 'state');
  return `${lesson.id}/${step.id}`;
};

test('the last step leads to three sentences, from there to what is still open, back, or on to the next lesson', async () => {
  const page = await house.open({ width: 1280, height: 800 });
  const { steps } = (await lessons(page)).find(({ id }) => id === 'party');
  await theatre(page, 'go', { lesson: 'party', step: steps.at(-1).id });
  await settle(page);
  assert.equal(await page.textContent('#next-text'), 'Finish the lesson');
  await page.click('#next');
  await page.locator('#ending').waitFor();
  assert.equal(await page.locator('.said li').count(), 3);
  assert.match(await page.textContent('#next-text'), /^Next: /);
  assert.ok(await page.locator('.left button', { hasText: steps[0].title }).count(), 'an open step is named');
  assert.deepEqual(await violations(page), []);
  await shoot(page, 'ending');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('#ending').isVisible(), false);
  assert.equal(await place(page), `party/${steps.at(-1).id}`);
  await page.click('#next');
  await page.locator('.left button', { hasText: steps[0].title }).first().click();
  await settle(page);
  assert.equal(await place(page), `party/${steps[0].id}`);
  assert.equal(await page.locator('#ending').isVisible(), false);
  await theatre(page, 'go', { lesson: 'party', step: steps.at(-1).id });
  await settle(page);
  await page.click('#next');
  await page.locator('#ending').waitFor();
  await page.click('#back');
  assert.equal(await place(page), `party/${steps.at(-1).id}`);
  await page.click('#next');
  await page.locator('#ending').waitFor();
  await page.click('#next');
  await settle(page);
  assert.equal((await theatre(page, 'state')).lesson.id, 'library');
  assert.equal(await page.locator('#ending').isVisible(), false);
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

test('the course ends with what is still open, what is still to come, and a sentence of one’s own', async () => {
  const page = await house.open({ width: 360, height: 740 });
  const last = (await lessons(page)).at(-1);
  await theatre(page, 'go', { lesson: last.id, step: last.steps.at(-1).id });
  await settle(page);
  assert.equal(await page.isEnabled('#next'), true);
  await page.click('#next');
  await page.locator('#ending').waitFor();
  assert.match(await page.textContent('#ending'), /still to come\./);
  const open = await page.locator('.left button').count();
  const steps = (await lessons(page)).reduce((sum, lesson) => sum + lesson.steps.length, 0);
  assert.ok(open > 0 && open <= steps);
  assert.equal(await page.textContent('#next-text'), 'The whole course');
  await page.click('#next');
  await page.locator('#menu[open]').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.doors button', { hasText: 'sentence of your own' }).click();
  await settle(page);
  assert.equal((await theatre(page, 'state')).lesson.id, (await lessons(page))[0].id);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'sentence');
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

test('earlier steps have a way to the last part, by keyboard too; the last part has none', async () => {
  for (const width of [1280, 360]) {
    const page = await house.open({ width, height: 740 });
    await theatre(page, 'go', { lesson: 'panel' });
    await settle(page);
    await page.locator('#skip').focus();
    await page.keyboard.press('Enter');
    await settle(page);
    assert.equal((await theatre(page, 'state')).step.part, 'try');
    assert.equal(await page.locator('#skip').isVisible(), false);
    await page.finish();
  }
});

test('the menu ticks what is done, says what is still to come, and keeps its buttons in view', async () => {
  for (const [width, height] of [[1280, 800], [1366, 768], [360, 740]]) {
    const page = await house.open({ width, height });
    await theatre(page, 'go', { lesson: 'panel' });
    await page.keyboard.press('r');
    await page.click('#brand');
    assert.match(await page.textContent('.course'), /still to come/);
    assert.equal(await page.locator('#steps-of-panel .mark.done').count(), 1);
    assert.equal(await page.locator('#steps-of-party').isVisible(), false);
    await page.getByRole('button', { name: 'Steps of Cocktail party' }).click();
    assert.equal(await page.locator('#steps-of-party').isVisible(), true);
    for (const button of await page.locator('#menu .tools button').all()) {
      const box = await button.boundingBox();
      assert.ok(box.y + box.height <= height && box.x + box.width <= width, `${width}×${height}`);
    }
    await page.finish();
  }
});

test('Share copies a link to exactly this', async () => {
  const page = await house.open({ width: 1280, height: 800 });
  await theatre(page, 'setText', 'The dog bit the man');
  await page.click('#share');
  await page.locator('#share-said', { hasText: 'Link copied' }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await theatre(page, 'link'));
  await page.finish();
});
