// The page in Firefox ESR.

import { launchFirefox } from './firefox.mjs';
import { testHeart } from './heart.mjs';

testHeart(launchFirefox);
