// The page in WebKitGTK, the engine of Safari.

import { testHeart } from './heart.mjs';
import { launchWebKit } from './webkit.mjs';

testHeart(launchWebKit);
