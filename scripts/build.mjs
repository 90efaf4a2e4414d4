// npm run build: compiles the packages and bundles the page.
import { build, install, requireNode } from './prepare.mjs';

requireNode();
install();
build();
